using System.Globalization;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Memory of the machine that this process can still have.</summary>
internal static class FreeMemory
{
    /// <summary>Bytes free now: on Linux what the kernel calls available, elsewhere physical memory less its load; never more than a container's limit leaves.</summary>
    public static long OfMachine()
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        long withinLimit = Math.Max(0, memory.TotalAvailableMemoryBytes - Environment.WorkingSet);
        return OperatingSystem.IsLinux() && AvailableOfLinux("/proc/meminfo") is { } available
            ? Math.Min(available, withinLimit)
            : Math.Min(Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes), withinLimit);
    }

    /// <summary>Bytes of the line <c>MemAvailable</c>; null where there is none.</summary>
    public static long? AvailableOfLinux(string file)
    {
        try
        {
            string? line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
            string? kibibytes = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: >= 2 } parts ? parts[1] : null;
            return long.TryParse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value * 1024 : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
