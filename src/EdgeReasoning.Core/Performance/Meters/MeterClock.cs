namespace EdgeReasoning.Performance;

/// <summary>The monotonic clock that samples and phases share.</summary>
public static class MeterClock
{
    /// <summary>Now, as the time since the provider's timestamp 0. Phases that are integrated against samples take their borders from here.</summary>
    /// <param name="timeProvider">The clock.</param>
    public static TimeSpan MonotonicNow(this TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return timeProvider.GetElapsedTime(0, timeProvider.GetTimestamp());
    }
}
