using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>The versions of llama.cpp whose structs ours match.</summary>
internal static unsafe class NativeVersion
{
    /// <summary>Those whose headers were compared.</summary>
    public static readonly string[] Supported = ["0.4.0", "0.5.0"];

    /// <summary>What a library calls itself, asked before anything else is.</summary>
    /// <exception cref="NativeLibraryException">It does not tell.</exception>
    public static string Read(nint library, string file)
    {
        if (!NativeLibrary.TryGetExport(library, "llama_version", out nint address))
            throw new NativeLibraryException($"'{file}' does not tell its version, so it is older than those supported: llama.cpp {string.Join(" or ", Supported)}.");
        return Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)address)()) ?? "";
    }

    /// <summary>Throws where a version is not supported.</summary>
    /// <exception cref="NativeLibraryException">It is not; the message has the version found and those supported.</exception>
    public static void Require(string version, string file)
    {
        // Builds from a source tree say 0.5.0-dev.
        string release = version.Split('-', 2)[0];
        if (!Supported.Contains(release, StringComparer.Ordinal))
            throw new NativeLibraryException($"'{file}' is llama.cpp '{version}'; supported are {string.Join(" and ", Supported)}, whose C API this library was checked against.");
    }
}
