using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>The handles of a set of libraries. Once accepted they stay loaded: llama.cpp keeps threads and device state that outlive any model.</summary>
internal sealed record LoadedLibraries(nint Llama, nint Ggml, nint GgmlBase)
{
    public static LoadedLibraries Load(NativeLibraryFiles files)
    {
        // Those that others need come first, so that the loader finds them by name whatever the search path.
        nint ggmlBase = files.GgmlBase is null ? 0 : Open(files.GgmlBase);
        nint ggml = Open(files.Ggml);
        return new LoadedLibraries(Open(files.Llama), ggml, ggmlBase == 0 ? ggml : ggmlBase);
    }

    /// <summary>Lets another set take its place, before any function of this one was called through the imports.</summary>
    public void Unload()
    {
        NativeLibrary.Free(Llama);
        NativeLibrary.Free(Ggml);
        if (GgmlBase != Ggml) NativeLibrary.Free(GgmlBase);
    }

    private static nint Open(string file)
    {
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException($"'{file}' cannot be loaded: {exception.Message}", exception);
        }
    }
}
