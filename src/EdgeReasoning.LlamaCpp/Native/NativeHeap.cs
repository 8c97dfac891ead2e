using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>The heap of the C library, where llama.cpp has its memory on a CPU.</summary>
internal static partial class NativeHeap
{
    /// <summary>
    /// Returns to the system what has been freed. glibc keeps it, the more the larger the blocks were: a process that makes one engine after the other
    /// grew by 1 to 2 MB with each although nothing leaked (docs/reliability.md, soak). Other C libraries return it by themselves.
    /// </summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = malloc_trim(0);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Not glibc.
        }
    }

    [LibraryImport("libc.so.6")]
    private static partial int malloc_trim(nuint pad);
}
