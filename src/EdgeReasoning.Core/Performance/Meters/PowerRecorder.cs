using System.Diagnostics.CodeAnalysis;

namespace EdgeReasoning.Performance;

/// <summary>Reads a meter in its period until it is stopped.</summary>
/// <remarks>
/// Stopping is final. A reading that is still under way when the next is due is not overlapped: the next is left out. A meter that throws
/// leaves a hole. One that hangs is waited for no longer than <see cref="Patience"/>, at the first reading and at the last, and what was
/// read until then stands.
/// </remarks>
public sealed class PowerRecorder : IAsyncDisposable
{
    /// <summary>How long a reading is waited for: 5 s, far more than any meter takes that works.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IPowerMeter _meter;
    private readonly TimeSpan _period;
    private readonly TimeProvider _timeProvider;
    private readonly List<PowerSample> _samples = [];
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private int _isReading;
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
        _timeProvider = timeProvider ?? TimeProvider.System;
        Task.Run(Sample).Wait(Patience);
        _timer = _timeProvider.CreateTimer(_ => Sample(), null, _period, _period);
    }

    /// <summary>Reads once more, stops, and returns what was read.</summary>
    public async ValueTask<PowerTrace> StopAsync()
    {
        await DisposeAsync().ConfigureAwait(false);
        await EndedOrHung(Task.Run(Sample)).ConfigureAwait(false);
        lock (_gate)
        {
            _stopped = true;
            return new PowerTrace(_meter.Rail, _meter.Kind, _period > _meter.Period ? _period : _meter.Period, _samples);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndedOrHung(_timer.DisposeAsync().AsTask()).ConfigureAwait(false);

    private async Task EndedOrHung(Task reading)
    {
        try
        {
            await reading.WaitAsync(Patience, _timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It hangs, and keeps its thread; what it may still bring is not taken.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "On a timer's thread an exception ends the process, and no meter is worth that.")]
    private void Sample()
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
        {
            return;
        }

        try
        {
            PowerSample sample = _meter.Read();
            lock (_gate)
            {
                if (!_stopped) _samples.Add(sample);
            }
        }
        catch (Exception)
        {
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }
}
