using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Meters;

public sealed class RaplTests
{
    private const string Zone = "sys/class/powercap/intel-rapl:0";
    private const long Range = 262143328850;

    private static SystemTree Xeon() => new SystemTree()
        .Add("sys/class/powercap/intel-rapl/enabled", "1\n")
        .Add($"{Zone}/name", "package-0\n").Add($"{Zone}/energy_uj", "1000000\n").Add($"{Zone}/max_energy_range_uj", $"{Range}\n")
        .Add("sys/class/powercap/intel-rapl:0:0/name", "core\n").Add("sys/class/powercap/intel-rapl:0:0/energy_uj", "5\n").Add("sys/class/powercap/intel-rapl:0:0/max_energy_range_uj", $"{Range}\n")
        .Add("sys/class/powercap/intel-rapl:1/name", "package-1\n").Add("sys/class/powercap/intel-rapl:1/energy_uj", "7\n").Add("sys/class/powercap/intel-rapl:1/max_energy_range_uj", $"{Range}\n")
        .Add("sys/class/powercap/intel-rapl:2/name", "locked\n");

    [Test]
    public void Discover_IntelAndAmd_FindsReadableZones()
    {
        using SystemTree tree = Xeon();
        IReadOnlyList<IPowerMeter> meters = PowerMeters.Discover(tree.Files, new ManualTime());

        Assert.That(meters.Select(meter => meter.Rail), Is.EqualTo(new[] { "package-0", "package-1", "package-0/core" }));
        Assert.That(meters.Select(meter => meter.Kind), Is.All.EqualTo(PowerMeterKind.EnergyCounter));
    }

    [Test]
    public void Read_RisingCounter_CountsFromTheFirstReading()
    {
        using SystemTree tree = Xeon();
        ManualTime time = new();
        IPowerMeter meter = PowerMeters.Discover(tree.Files, time)[0];
        PowerSample first = meter.Read();
        Next(tree, time, 26_000_000);

        Assert.That(first.Joules, Is.Zero);
        Assert.That(meter.Read().Joules, Is.EqualTo(25).Within(1e-9));
        Assert.That(first.Watts, Is.Null);
    }

    [Test]
    public void Read_CounterThatWraps_GoesOn()
    {
        using SystemTree tree = Xeon();
        ManualTime time = new();
        tree.Add($"{Zone}/energy_uj", $"{Range - 9_999_999}\n");
        IPowerMeter meter = PowerMeters.Discover(tree.Files, time)[0];
        meter.Read();
        Next(tree, time, 20_000_000);

        Assert.That(meter.Read().Joules, Is.EqualTo(30).Within(1e-6));
    }

    [Test]
    public void Read_CounterThatIsReset_StartsAgainAndIntegrationSaysSo()
    {
        using SystemTree tree = Xeon();
        ManualTime time = new();
        tree.Add($"{Zone}/energy_uj", "200000000\n");
        IPowerMeter meter = PowerMeters.Discover(tree.Files, time)[0];
        List<PowerSample> samples = [meter.Read()];
        foreach (long counter in new[] { 210_000_000, 10_000, 10_010_000 })
        {
            Next(tree, time, counter);
            samples.Add(meter.Read());
        }

        PowerTrace trace = new("package-0", PowerMeterKind.EnergyCounter, TimeSpan.FromSeconds(.1), samples);
        Assert.That(samples.Select(sample => sample.Joules), Is.EqualTo(new double?[] { 0, 10, 0, 10 }).Within(1e-9));
        Assert.That(trace.Integrate(samples[0].At, samples[3].At).Resolution, Is.EqualTo(PhaseResolution.Missing));
        Assert.That(trace.Integrate(samples[2].At, samples[3].At).Joules, Is.EqualTo(10).Within(1e-9));
    }

    [Test]
    public void Read_CounterThatVanishesForAWhile_LosesNothing()
    {
        using SystemTree tree = Xeon();
        ManualTime time = new();
        IPowerMeter meter = PowerMeters.Discover(tree.Files, time)[0];
        List<PowerSample> samples = [meter.Read()];
        tree.Remove($"{Zone}/energy_uj");
        time.Advance(TimeSpan.FromSeconds(5));
        samples.Add(meter.Read());
        Next(tree, time, 61_000_000);
        samples.Add(meter.Read());
        PowerTrace trace = new("package-0", PowerMeterKind.EnergyCounter, TimeSpan.FromSeconds(.1), samples);

        Assert.That(samples[1].HasValue, Is.False);
        Assert.That(trace.Integrate(samples[0].At, samples[2].At).Joules, Is.EqualTo(60).Within(1e-9));
    }

    private static void Next(SystemTree tree, ManualTime time, long counter)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        tree.Add($"{Zone}/energy_uj", $"{counter}\n");
    }
}
