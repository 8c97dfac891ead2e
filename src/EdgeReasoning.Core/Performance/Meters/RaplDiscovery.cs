namespace EdgeReasoning.Performance;

/// <summary>Finds the RAPL zones under powercap. AMD's appear under the same names as Intel's.</summary>
internal static class RaplDiscovery
{
    private const string Powercap = "sys/class/powercap";

    internal static IReadOnlyList<RaplPowerMeter> Find(SystemFiles files, TimeProvider timeProvider)
    {
        List<RaplPowerMeter> meters = [];
        foreach (string zone in files.List(Powercap).Where(name => name.Contains("rapl", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal)))
        {
            string path = $"{Powercap}/{zone}";

            // A subzone (intel-rapl:0:1) carries its package's name, so that the cores of two packages can be told apart.
            if (files.ReadText($"{path}/name") is { } name && files.ReadText($"{path}/energy_uj") is not null)
            {
                string[] parts = zone.Split(':');
                string? package = parts.Length > 2 ? files.ReadText($"{Powercap}/{parts[0]}:{parts[1]}/name") : null;
                string rail = package is null ? name : $"{package}/{name}";
                bool isRepeated = meters.Exists(meter => meter.Rail == rail);
                meters.Add(new RaplPowerMeter(files, timeProvider, path, isRepeated ? $"{rail} ({zone})" : rail));
            }
        }

        return meters;
    }
}
