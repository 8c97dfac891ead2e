using System.Diagnostics;
using EdgeReasoning.LlamaCpp.Native;

namespace EdgeReasoning.Fuzz.Soak;

/// <summary>What a process holds at a moment at which it should hold nothing but itself.</summary>
/// <param name="Contexts">Native contexts that are not freed.</param>
/// <param name="Handles">Files, sockets and the like that are open.</param>
/// <param name="Threads">Threads.</param>
/// <param name="ManagedBytes">Managed memory that is reachable.</param>
/// <param name="WorkingSetBytes">Memory that is resident, native memory and what allocators keep for later included.</param>
internal sealed record SoakLevels(int Contexts, int Handles, int Threads, long ManagedBytes, long WorkingSetBytes)
{
    private const int MoreHandles = 16;
    // The pool adds threads as it sees fit, up to about one for each core.
    private static readonly int s_moreThreads = 16 + Environment.ProcessorCount;
    private const long MoreManaged = 16L << 20, MoreResident = 192L << 20;

    /// <summary>Takes them, after a collection.</summary>
    public static SoakLevels Take()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using Process process = Process.GetCurrentProcess();
        return new(ContextHandle.Live, process.HandleCount, process.Threads.Count, GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }

    /// <summary>What has grown beyond the bounds since the start; empty where nothing has.</summary>
    public IEnumerable<string> Leaks(SoakLevels start)
    {
        if (Contexts != start.Contexts) yield return $"{Contexts - start.Contexts} native contexts are left";
        if (Handles > start.Handles + MoreHandles) yield return $"{Handles - start.Handles} more handles";
        if (Threads > start.Threads + s_moreThreads) yield return $"{Threads - start.Threads} more threads";
        if (ManagedBytes > start.ManagedBytes + MoreManaged) yield return $"{(ManagedBytes - start.ManagedBytes) >> 20} MiB more of managed memory";
        if (WorkingSetBytes > start.WorkingSetBytes + MoreResident) yield return $"{(WorkingSetBytes - start.WorkingSetBytes) >> 20} MiB more of resident memory";
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Contexts} contexts, {Handles} handles, {Threads} threads, {ManagedBytes / 1e6:0.0} MB managed, {WorkingSetBytes / 1e6:0} MB resident");
}
