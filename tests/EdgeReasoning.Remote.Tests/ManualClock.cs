namespace EdgeReasoning.Remote.Tests;

/// <summary>A clock that stands still until it is told to go on, and tells what is waited for.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private readonly SemaphoreSlim _delays = new(0);
    private readonly Queue<TimeSpan> _asked = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    /// <summary>The next time that something asks to wait for.</summary>
    public async Task<TimeSpan> NextDelay()
    {
        await _delays.WaitAsync();
        lock (_lock) return _asked.Dequeue();
    }

    public void Elapse(TimeSpan time)
    {
        Alarm[] due;
        lock (_lock)
        {
            _now += time.Ticks;
            due = [.. _alarms.Where(alarm => alarm.Due <= _now)];
            _alarms.RemoveAll(alarm => alarm.Due <= _now);
        }

        foreach (Alarm alarm in due) alarm.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; } = long.MaxValue;

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            lock (clock._lock)
            {
                Due = clock._now + dueTime.Ticks;
                clock._alarms.Add(this);
                clock._asked.Enqueue(dueTime);
            }

            clock._delays.Release();
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock) clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
