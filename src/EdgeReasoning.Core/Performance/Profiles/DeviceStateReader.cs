using System.Globalization;

namespace EdgeReasoning.Performance;

/// <summary>Reads the <see cref="DeviceState"/> from the files of a Linux device. Elsewhere everything is null.</summary>
public static class DeviceStateReader
{
    private const string Cpus = "sys/devices/system/cpu";
    private const string Devfreq = "sys/class/devfreq";
    private const string Thermal = "sys/class/thermal";
    private const string Hwmon = "sys/class/hwmon";

    /// <summary>Reads it.</summary>
    /// <param name="files">Where to look; null takes this machine's files.</param>
    public static DeviceState Read(SystemFiles? files = null)
    {
        files ??= SystemFiles.Host;
        (Dictionary<string, double> limits, Dictionary<string, double> clocks, List<string> governors) = Clocks(files);
        return new DeviceState
        {
            ModelName = files.ReadText("proc/device-tree/model") ?? files.ReadText("sys/class/dmi/id/product_name"),
            Processor = Field(files.ReadText("proc/cpuinfo"), "model name", ':'),
            PowerMode = PowerMode(files),
            OperatingSystem = Field(files.ReadText("etc/os-release"), "PRETTY_NAME", '='),
            Kernel = files.ReadText("proc/sys/kernel/osrelease"),
            Driver = FirstLine(files.ReadText("etc/nv_tegra_release")) ?? FirstLine(files.ReadText("proc/driver/nvidia/version")),
            Governors = governors,
            MaxMegahertz = limits,
            Megahertz = clocks,
            Temperatures = Temperatures(files),
            ThrottleEvents = ThrottleEvents(files),
        };
    }

    private static string? PowerMode(SystemFiles files)
    {
        // nvpmodel writes "pmode:0002 fmode:quiet" and has the modes' names in its configuration.
        string? number = Field(files.ReadText("var/lib/nvpmodel/status"), "pmode", ':')?.Split(' ')[0];
        if (!int.TryParse(number, CultureInfo.InvariantCulture, out int mode))
        {
            return files.ReadText("sys/firmware/acpi/platform_profile");
        }

        string marker = FormattableString.Invariant($"< POWER_MODEL ID={mode} NAME=");
        string? line = files.ReadText("etc/nvpmodel.conf")?.Split('\n').FirstOrDefault(text => text.Trim().StartsWith(marker, StringComparison.Ordinal));
        string? name = line?.Trim()[marker.Length..].TrimEnd('>', ' ');
        return name is null ? mode.ToString(CultureInfo.InvariantCulture) : FormattableString.Invariant($"{mode} {name}");
    }

    private static (Dictionary<string, double> Limits, Dictionary<string, double> Clocks, List<string> Governors) Clocks(SystemFiles files)
    {
        Dictionary<string, double> limits = [], clocks = [];
        List<string> governors = [];
        foreach (string cpu in files.List(Cpus, "cpu").Where(name => name.Length > 3 && char.IsAsciiDigit(name[3])))
        {
            string policy = $"{Cpus}/{cpu}/cpufreq";
            Note(limits, "cpu", files.ReadInteger($"{policy}/scaling_max_freq") / 1e3);
            Note(clocks, "cpu", files.ReadInteger($"{policy}/scaling_cur_freq") / 1e3);
            NoteGovernor(files.ReadText($"{policy}/scaling_governor"));
        }

        foreach (string device in files.List(Devfreq))
        {
            Note(limits, device, files.ReadInteger($"{Devfreq}/{device}/max_freq") / 1e6);
            Note(clocks, device, files.ReadInteger($"{Devfreq}/{device}/cur_freq") / 1e6);
            NoteGovernor(files.ReadText($"{Devfreq}/{device}/governor"));
        }

        return (limits, clocks, governors);

        void NoteGovernor(string? governor)
        {
            if (governor is not null && !governors.Contains(governor))
            {
                governors.Add(governor);
            }
        }

        // Of several cores the fastest counts.
        static void Note(Dictionary<string, double> table, string unit, double? megahertz)
        {
            if (megahertz is { } value)
            {
                table[unit] = Math.Max(value, table.GetValueOrDefault(unit));
            }
        }
    }

    private static Dictionary<string, double> Temperatures(SystemFiles files)
    {
        Dictionary<string, double> temperatures = [];
        foreach (string zone in files.List(Thermal, "thermal_zone"))
        {
            // A zone whose domain is off reads as an error or as −256 °C.
            if (files.ReadInteger($"{Thermal}/{zone}/temp") is { } millidegrees and > -200_000)
            {
                string name = files.ReadText($"{Thermal}/{zone}/type") ?? zone;
                temperatures[temperatures.ContainsKey(name) ? $"{name} ({zone})" : name] = millidegrees / 1e3;
            }
        }

        return temperatures;
    }

    private static long? ThrottleEvents(SystemFiles files)
    {
        long? events = null;
        foreach (string cpu in files.List(Cpus, "cpu"))
        {
            Add(files.ReadInteger($"{Cpus}/{cpu}/thermal_throttle/core_throttle_count"));
        }

        // Jetson's over-current and over-temperature events.
        foreach (string device in files.List(Hwmon, "hwmon"))
        {
            foreach (string file in files.List($"{Hwmon}/{device}", "oc").Where(name => name.EndsWith("_event_cnt", StringComparison.Ordinal)))
            {
                Add(files.ReadInteger($"{Hwmon}/{device}/{file}"));
            }
        }

        return events;

        void Add(long? count) => events = count is null ? events : (events ?? 0) + count;
    }

    private static string? Field(string? text, string key, char separator)
    {
        foreach (string line in text?.Split('\n') ?? [])
        {
            int at = line.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && line[..at].Trim() == key)
            {
                string value = line[(at + 1)..].Trim().Trim('"');
                return value.Length == 0 ? null : value;
            }
        }

        return null;
    }

    private static string? FirstLine(string? text) => text?.Split('\n')[0].Trim();
}
