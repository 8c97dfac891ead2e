using EdgeReasoning.LlamaCpp.Nvml;
using EdgeReasoning.Performance;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Nvml;

/// <summary>The meters over a library in memory. No GPU is needed.</summary>
public sealed class NvmlPowerMetersTests
{
    [Test]
    public void Discover_EnergyCounter_CountsFromTheMetersStart()
    {
        FakeNvml nvml = new() { Millijoules = { [0] = 5_000_000 }, Milliwatts = { [0] = 70_000 } };
        IPowerMeter meter = NvmlPowerMeters.Discover(nvml, TimeProvider.System).Single();
        nvml.Millijoules[0] = 5_012_500;

        Assert.Multiple(() =>
        {
            Assert.That((meter.Kind, meter.Rail, meter.Name), Is.EqualTo((PowerMeterKind.EnergyCounter, "gpu0", "NVML GPU 0")));
            Assert.That(meter.Read().Joules, Is.EqualTo(12.5));
            Assert.That(meter.Read().Watts, Is.Null);
        });
    }

    [Test]
    public void Discover_NoCounter_ReadsPower()
    {
        FakeNvml nvml = new() { Milliwatts = { [0] = 70_250 } };
        IPowerMeter meter = NvmlPowerMeters.Discover(nvml, TimeProvider.System).Single();

        Assert.That(meter.Kind, Is.EqualTo(PowerMeterKind.Power));
        Assert.That(meter.Read().Watts, Is.EqualTo(70.25));
        Assert.That(meter.Read().Joules, Is.Null);
    }

    [Test]
    public void Discover_NotSupported_IsNoMeterAndNeverZero()
    {
        FakeNvml nvml = new() { Devices = 2, Millijoules = { [1] = 7_000 } };

        Assert.That(NvmlPowerMeters.Discover(nvml, TimeProvider.System).Select(meter => meter.Rail), Is.EqualTo(new[] { "gpu1" }));
    }

    [Test]
    public void Read_DeviceThatIsGone_SaysNothing()
    {
        FakeNvml nvml = new() { Millijoules = { [0] = 5_000 } };
        IPowerMeter meter = NvmlPowerMeters.Discover(nvml, TimeProvider.System).Single();
        nvml.Millijoules.Clear();

        Assert.That(meter.Read().HasValue, Is.False);
    }

    [Test]
    public void Discover_OnThisMachine_DoesNotThrow()
        => Assert.That(NvmlPowerMeters.Discover(), Is.All.Property(nameof(IPowerMeter.Rail)).StartsWith("gpu"));

    private sealed class FakeNvml : INvml
    {
        public int Devices { get; init; } = 1;

        public Dictionary<int, ulong> Millijoules { get; } = [];

        public Dictionary<int, uint> Milliwatts { get; } = [];

        public int DeviceCount => Devices;

        public string? NameOf(int device) => $"GPU {device}";

        public ulong? MillijoulesOf(int device) => Millijoules.TryGetValue(device, out ulong value) ? value : null;

        public uint? MilliwattsOf(int device) => Milliwatts.TryGetValue(device, out uint value) ? value : null;
    }
}
