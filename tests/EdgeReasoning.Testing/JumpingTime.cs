namespace EdgeReasoning.Testing;

/// <summary>A clock that jumps, up to an hour forwards or backwards, at random calls that a seed decides. Timers are the system's.</summary>
public sealed class JumpingTime(int seed) : TimeProvider
{
    private const int OneIn = 20;
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private long _now = TimeSpan.TicksPerDay;

    /// <summary>Jumps so far.</summary>
    public int Jumps { get; private set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            _now += TimeSpan.TicksPerMillisecond;
            if (_random.Next(OneIn) > 0) return _now;
            Jumps++;
            return _now += _random.NextInt64(-TimeSpan.TicksPerHour, TimeSpan.TicksPerHour);
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(GetTimestamp());
}
