namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>The processor's cores that this process may use.</summary>
internal static class PhysicalCores
{
    /// <summary>Cores, not hardware threads, bounded by affinity and by the container's limit, both of which
    /// <see cref="Environment.ProcessorCount"/> honours. Where the topology cannot be read, hardware threads.</summary>
    public static int Count { get; } = Math.Clamp(CountOfSystem() ?? int.MaxValue, 1, Environment.ProcessorCount);

    /// <summary>Counts the groups of sibling threads with a member that the process may run on.</summary>
    public static int? CountLinux(string topologyFolder, string statusFile)
    {
        try
        {
            string? allowed = File.ReadLines(statusFile).FirstOrDefault(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal));
            if (allowed is null) return null;
            return ParseList(allowed[(allowed.IndexOf(':', StringComparison.Ordinal) + 1)..])
                .Select(cpu => File.ReadAllText(Path.Combine(topologyFolder, $"cpu{cpu}", "topology", "thread_siblings_list")).Trim())
                .Distinct(StringComparer.Ordinal)
                .Count();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The numbers of a list such as <c>0-3,8</c>.</summary>
    public static IEnumerable<int> ParseList(string list)
    {
        foreach (string part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split('-');
            int first = int.Parse(ends[0], System.Globalization.CultureInfo.InvariantCulture);
            int last = ends.Length == 1 ? first : int.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture);
            for (int cpu = first; cpu <= last; cpu++) yield return cpu;
        }
    }

    private static int? CountOfSystem()
    {
        if (OperatingSystem.IsLinux()) return CountLinux("/sys/devices/system/cpu", "/proc/self/status");
        if (OperatingSystem.IsWindows()) return CountWindows();
        return OperatingSystem.IsMacOS() ? CountMacOS() : null;
    }

    // One record for each core; each starts with its relationship and its size.
    private static unsafe int? CountWindows()
    {
        uint length = 0;
        _ = NativeMethods.GetLogicalProcessorInformationEx(NativeMethods.RelationProcessorCore, null, &length);
        if (length == 0) return null;
        var records = new byte[length];
        fixed (byte* start = records)
        {
            if (NativeMethods.GetLogicalProcessorInformationEx(NativeMethods.RelationProcessorCore, start, &length) == 0) return null;
        }

        int cores = 0;
        for (int at = 0; at + 2 * sizeof(int) <= length; cores++)
        {
            int size = BitConverter.ToInt32(records, at + sizeof(int));
            if (size <= 0) return null;
            at += size;
        }

        return cores;
    }

    private static unsafe int? CountMacOS()
    {
        int cores = 0;
        nuint size = sizeof(int);
        return NativeMethods.sysctlbyname("hw.physicalcpu", &cores, &size, 0, 0) == 0 && cores > 0 ? cores : null;
    }
}
