namespace EdgeReasoning.Benchmarks.Measuring;

/// <summary>Processor time, which other work on the machine disturbs less than the wall clock. That of all threads, so that what runs in the background counts too.</summary>
internal static class Processor
{
    /// <summary>Seconds that this process computes for an action.</summary>
    public static double Time(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
