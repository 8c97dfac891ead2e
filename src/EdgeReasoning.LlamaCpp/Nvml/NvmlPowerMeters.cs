using EdgeReasoning.Performance;

namespace EdgeReasoning.LlamaCpp.Nvml;

/// <summary>Finds the power meters of NVIDIA GPUs, by the management library (NVML) that comes with their driver.</summary>
/// <remarks>
/// The rail is the whole board of one GPU. Energy counters exist from Volta on; older boards have power only, of which newer ones tell
/// the mean of a second. Jetsons have no NVML power: their rails are <see cref="PowerMeters.Discover"/>'s.
/// </remarks>
public static class NvmlPowerMeters
{
    /// <summary>One meter for each GPU that can be read. Empty without the library, without a GPU, and where none supports it, which is no error.</summary>
    /// <param name="timeProvider">Clock of the samples; null takes the system's.</param>
    public static IReadOnlyList<IPowerMeter> Discover(TimeProvider? timeProvider = null)
        => NvmlLibrary.TryLoad() is { } nvml ? Discover(nvml, timeProvider ?? TimeProvider.System) : [];

    internal static IReadOnlyList<IPowerMeter> Discover(INvml nvml, TimeProvider timeProvider)
        => [.. Enumerable.Range(0, nvml.DeviceCount).Select(device => NvmlPowerMeter.Of(nvml, device, timeProvider)).OfType<IPowerMeter>()];
}
