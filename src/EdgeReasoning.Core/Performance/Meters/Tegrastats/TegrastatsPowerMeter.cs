namespace EdgeReasoning.Performance;

/// <summary>One rail of a running tegrastats, whose output is read in the background.</summary>
/// <remarks>
/// Reading returns the newest line's power with the time at which it arrived; before the first line, after the end of the stream,
/// and when no line has come for five periods, it is empty. The stream stays the caller's; disposing stops reading at the next line.
/// </remarks>
public sealed class TegrastatsPowerMeter : IPowerMeter, IAsyncDisposable
{
    private const int StalePeriods = 5;

    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _pump;
    private readonly Lock _gate = new();
    private PowerSample _latest;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The output of tegrastats.</param>
    /// <param name="rail">The rail's name as printed, <c>VDD_GPU_SOC</c> say.</param>
    /// <param name="interval">What tegrastats was started with; null takes its default, a second.</param>
    /// <param name="timeProvider">Clock of the samples; null takes the system's.</param>
    public TegrastatsPowerMeter(TextReader reader, string rail, TimeSpan? interval = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(rail);
        Rail = rail;
        Period = interval ?? TimeSpan.FromSeconds(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Period, TimeSpan.Zero, nameof(interval));
        _timeProvider = timeProvider ?? TimeProvider.System;
        _pump = Task.Run(() => PumpAsync(reader));
    }

    /// <inheritdoc/>
    public string Name => $"tegrastats {Rail}";

    /// <inheritdoc/>
    public string Rail { get; }

    /// <inheritdoc/>
    public PowerMeterKind Kind => PowerMeterKind.Power;

    /// <inheritdoc/>
    public TimeSpan Period { get; }

    /// <summary>Completes when the stream has ended or reading was stopped.</summary>
    public Task Completion => _pump;

    /// <inheritdoc/>
    public PowerSample Read()
    {
        TimeSpan now = _timeProvider.MonotonicNow();
        lock (_gate)
        {
            bool isFresh = _latest.HasValue && now - _latest.At <= StalePeriods * Period;
            return isFresh ? _latest : new PowerSample(now, null, null);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task PumpAsync(TextReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { } text)
            {
                if (TegrastatsLine.TryParse(text, out TegrastatsLine? line))
                {
                    Publish(line.Watts(Rail));
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The stream is gone, and with it the rail: readings are empty from here on.
        }

        Publish(null);
    }

    private void Publish(double? watts)
    {
        lock (_gate)
        {
            _latest = new PowerSample(_timeProvider.MonotonicNow(), watts, null);
        }
    }
}
