namespace EdgeReasoning.Performance;

/// <summary>
/// One RAPL zone of an Intel or AMD processor, read from powercap: an energy counter in microjoules that wraps. Many kernels let only
/// the superuser read it; the samples are then empty.
/// </summary>
public sealed class RaplPowerMeter : IPowerMeter
{
    /// <summary>No package draws this much: a counter that went back by more was reset, it did not wrap.</summary>
    private const double ImplausibleWatts = 10_000;

    private readonly SystemFiles _files;
    private readonly TimeProvider _timeProvider;
    private readonly string _energyPath;
    private readonly long? _rangeMicrojoules;
    private long? _last;
    private TimeSpan _lastAt;
    private double _joules;

    internal RaplPowerMeter(SystemFiles files, TimeProvider timeProvider, string zone, string rail)
    {
        (_files, _timeProvider, Rail) = (files, timeProvider, rail);
        _energyPath = $"{zone}/energy_uj";
        _rangeMicrojoules = files.ReadInteger($"{zone}/max_energy_range_uj");
        Name = $"RAPL {rail}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Rail { get; }

    /// <inheritdoc/>
    public PowerMeterKind Kind => PowerMeterKind.EnergyCounter;

    /// <summary>1 ms: how often the processor brings the counter up to date.</summary>
    public TimeSpan Period { get; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Reads the counter. One wrap between two reads is undone; a reset starts again from 0, which integration recognises.</summary>
    public PowerSample Read()
    {
        TimeSpan now = _timeProvider.MonotonicNow();
        if (_files.ReadInteger(_energyPath) is not { } counter || counter < 0)
        {
            return new PowerSample(now, null, null);
        }

        if (_last is { } last)
        {
            double delta = counter - last;
            if (delta < 0 && _rangeMicrojoules is { } range)
            {
                delta += range + 1.0;
            }

            // The first reading takes no time to compare with, and neither does one at the same instant.
            double seconds = Math.Max((now - _lastAt).TotalSeconds, Period.TotalSeconds);
            bool wasReset = delta < 0 || delta * 1e-6 > ImplausibleWatts * seconds;
            _joules = wasReset ? 0 : _joules + (delta * 1e-6);
        }

        (_last, _lastAt) = (counter, now);
        return new PowerSample(now, null, _joules);
    }
}
