namespace EdgeReasoning.Performance;

/// <summary>Finds the INA3221 rails of a Jetson, in both sysfs layouts that its kernels have had.</summary>
internal static class Ina3221Discovery
{
    private const int Channels = 3;
    private const string Drivers = "sys/bus/i2c/drivers";
    private const string HwmonClass = "sys/class/hwmon";

    internal static IReadOnlyList<Ina3221PowerMeter> Find(SystemFiles files, TimeProvider timeProvider)
    {
        List<Ina3221PowerMeter> meters = [];
        foreach (string driver in files.List(Drivers, "ina3221"))
        {
            foreach (string address in files.List($"{Drivers}/{driver}").Where(name => name.Contains('-', StringComparison.Ordinal)))
            {
                string device = $"{Drivers}/{driver}/{address}";
                meters.AddRange(files.List($"{device}/hwmon", "hwmon").SelectMany(name => Hwmon($"{device}/hwmon/{name}")));
                meters.AddRange(files.List(device, "iio:device").SelectMany(name => Iio($"{device}/{name}")));
            }
        }

        // The same devices again by their class; only where the drivers' own directory is hidden.
        return meters.Count > 0
            ? meters
            : [.. files.List(HwmonClass, "hwmon").Select(name => $"{HwmonClass}/{name}")
                .Where(device => files.ReadText($"{device}/name") == "ina3221").SelectMany(Hwmon)];

        // JetPack 5 and later: the mainline driver. Channels 4 to 7 are shunt voltages and sums, not rails.
        IEnumerable<Ina3221PowerMeter> Hwmon(string device)
        {
            for (int channel = 1; channel <= Channels; channel++)
            {
                Ina3221Channel paths = new(
                    Present($"{device}/power{channel}_input"), 1e-6, Present($"{device}/in{channel}_input"), Present($"{device}/curr{channel}_input"));
                if (paths.IsReadable && files.ReadText($"{device}/in{channel}_label") is { } rail && rail != "NC")
                {
                    yield return new Ina3221PowerMeter(files, timeProvider, rail, paths);
                }
            }
        }

        // JetPack 4 and earlier: NVIDIA's driver, in milliwatts.
        IEnumerable<Ina3221PowerMeter> Iio(string device)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                Ina3221Channel paths = new(
                    Present($"{device}/in_power{channel}_input"), 1e-3, Present($"{device}/in_voltage{channel}_input"), Present($"{device}/in_current{channel}_input"));
                if (paths.IsReadable && files.ReadText($"{device}/rail_name_{channel}") is { } rail && rail != "NC")
                {
                    yield return new Ina3221PowerMeter(files, timeProvider, rail, paths);
                }
            }
        }

        string? Present(string path) => files.ReadText(path) is null ? null : path;
    }
}
