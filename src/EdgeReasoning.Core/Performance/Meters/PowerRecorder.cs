namespace EdgeReasoning.Performance;

/// <summary>Reads a meter in its period until it is stopped.</summary>
/// <remarks>Stopping is final. A reading that is still under way when the next is due is not overlapped: the next is left out.</remarks>
public sealed class PowerRecorder : IAsyncDisposable
{
    private readonly IPowerMeter _meter;
    private readonly TimeSpan _period;
    private readonly List<PowerSample> _samples = [];
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private bool _stopped;

    /// <summary>Reads once, and from then on in every period.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="period">Time between readings; null takes the meter's, but not below 10 ms, which costs more than it tells.</param>
    /// <param name="timeProvider">The clock, the same as the meter's; null takes the system's.</param>
    public PowerRecorder(IPowerMeter meter, TimeSpan? period = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _meter = meter;
        TimeSpan least = TimeSpan.FromMilliseconds(10);
        _period = period ?? (meter.Period < least ? least : meter.Period);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_period, TimeSpan.Zero, nameof(period));
        Sample();
        _timer = (timeProvider ?? TimeProvider.System).CreateTimer(_ => Sample(), null, _period, _period);
    }

    /// <summary>Reads once more, stops, and returns what was read.</summary>
    public async ValueTask<PowerTrace> StopAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        Sample();
        lock (_gate)
        {
            _stopped = true;
            return new PowerTrace(_meter.Rail, _meter.Kind, _period > _meter.Period ? _period : _meter.Period, _samples);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Sample()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            if (!_stopped)
            {
                _samples.Add(_meter.Read());
            }
        }
        finally
        {
            _gate.Exit();
        }
    }
}
