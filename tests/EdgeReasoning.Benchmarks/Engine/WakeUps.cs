using System.Globalization;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>What has been woken in this process so far: work items of the thread pool, and times that a thread has waited and been woken (Linux; 0 elsewhere).</summary>
internal readonly record struct WakeUps(long WorkItems, long Waits)
{
    private const string Threads = "/proc/self/task", Line = "voluntary_ctxt_switches:";

    public static WakeUps Now() => new(ThreadPool.CompletedWorkItemCount, Directory.Exists(Threads) ? Directory.EnumerateDirectories(Threads).Sum(WaitsOf) : 0);

    public static WakeUps operator -(WakeUps after, WakeUps before) => new(after.WorkItems - before.WorkItems, after.Waits - before.Waits);

    private static long WaitsOf(string thread)
    {
        try
        {
            string line = File.ReadLines(Path.Combine(thread, "status")).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) ?? Line + "0";
            return long.Parse(line[Line.Length..], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;   // it has just ended
        }
    }
}
