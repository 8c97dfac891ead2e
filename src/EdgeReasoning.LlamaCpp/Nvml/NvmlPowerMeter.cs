using EdgeReasoning.Performance;

namespace EdgeReasoning.LlamaCpp.Nvml;

/// <summary>One NVIDIA GPU: its energy counter, or its power where it has none.</summary>
internal sealed class NvmlPowerMeter : IPowerMeter
{
    private readonly INvml _nvml;
    private readonly int _device;
    private readonly TimeProvider _timeProvider;
    private readonly ulong? _start;

    private NvmlPowerMeter(INvml nvml, int device, ulong? start, TimeProvider timeProvider)
    {
        (_nvml, _device, _start, _timeProvider) = (nvml, device, start, timeProvider);
        Rail = FormattableString.Invariant($"gpu{device}");
        Name = $"NVML {nvml.NameOf(device) ?? Rail}";
        Kind = start is null ? PowerMeterKind.Power : PowerMeterKind.EnergyCounter;
    }

    public string Name { get; }

    public string Rail { get; }

    public PowerMeterKind Kind { get; }

    // Boards refresh their readings every 15 to 100 ms (Yang et al. 2024, "Part-time Power Measurements").
    public TimeSpan Period => TimeSpan.FromMilliseconds(100);

    public PowerSample Read()
    {
        TimeSpan at = _timeProvider.MonotonicNow();
        return Kind == PowerMeterKind.EnergyCounter
            ? new PowerSample(at, null, _nvml.MillijoulesOf(_device) is { } energy ? ((double)energy - _start!.Value) / 1000 : null)
            : new PowerSample(at, _nvml.MilliwattsOf(_device) / 1000.0, null);
    }

    /// <summary>The meter of a device; null where it supports neither.</summary>
    internal static NvmlPowerMeter? Of(INvml nvml, int device, TimeProvider timeProvider)
    {
        ulong? start = nvml.MillijoulesOf(device);
        return start is null && nvml.MilliwattsOf(device) is null ? null : new NvmlPowerMeter(nvml, device, start, timeProvider);
    }
}
