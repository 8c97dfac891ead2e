using System.Runtime.InteropServices;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.LlamaCpp.Native;
using LLama.Native;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>The llama.cpp that LLamaSharp has loaded: the functions that LLamaSharp has no public method for, or one that allocates or hides
/// what is returned. Asked of that library itself, so that another llama.cpp in the process is never called by mistake.</summary>
internal sealed unsafe class SharpRuntime
{
    private static readonly Lock Gate = new();
    private static SharpRuntime? _current;

    private readonly nint _library;
    private readonly delegate* unmanaged[Cdecl]<nint, LlamaBatch, int> _decode;
    private readonly delegate* unmanaged[Cdecl]<nint, int, float*> _logits;
    private readonly delegate* unmanaged[Cdecl]<nint, nint> _memory;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int, int, byte> _remove;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int, int, int, void> _copy;
    private readonly delegate* unmanaged[Cdecl]<nint, byte> _isRecurrent;
    private readonly delegate* unmanaged[Cdecl]<nint, byte> _isHybrid;

    private SharpRuntime(nint library)
    {
        _library = library;
        _decode = (delegate* unmanaged[Cdecl]<nint, LlamaBatch, int>)Export("llama_decode");
        _logits = (delegate* unmanaged[Cdecl]<nint, int, float*>)Export("llama_get_logits_ith");
        _memory = (delegate* unmanaged[Cdecl]<nint, nint>)Export("llama_get_memory");
        _remove = (delegate* unmanaged[Cdecl]<nint, int, int, int, byte>)Export("llama_memory_seq_rm");
        _copy = (delegate* unmanaged[Cdecl]<nint, int, int, int, int, void>)Export("llama_memory_seq_cp");
        _isRecurrent = (delegate* unmanaged[Cdecl]<nint, byte>)Export("llama_model_is_recurrent");
        _isHybrid = (delegate* unmanaged[Cdecl]<nint, byte>)Export("llama_model_is_hybrid");
        SharpAbi.Require((delegate* unmanaged[Cdecl]<Guarded<LLamaContextParams>>)Export("llama_context_default_params"));
        DecodeLock = SharpInternals.DecodeLock(null);
        Version = $"ggml {Text("ggml_version")} {Text("ggml_commit")}";
        Devices = SharpDevice.All(Export);
    }

    /// <summary>What is held while a batch is decoded.</summary>
    public object DecodeLock { get; }

    /// <summary>What ggml calls itself, with the commit of llama.cpp that it was built from; LLamaSharp's own assembly has no version.</summary>
    public string Version { get; }

    /// <summary>The devices that it found.</summary>
    public IReadOnlyList<SharpDevice> Devices { get; }

    /// <summary>Has LLamaSharp load llama.cpp where it has not yet, and checks what it loaded.</summary>
    /// <exception cref="NativeLibraryException">It found none, or one that does not fit.</exception>
    public static SharpRuntime Load()
    {
        lock (Gate)
        {
            return _current ??= new SharpRuntime(FindLibrary());
        }
    }

    public int Decode(nint context, LlamaBatch batch)
    {
        lock (DecodeLock)
        {
            return _decode(context, batch);
        }
    }

    public float* Logits(nint context, int row) => _logits(context, row);

    public nint Memory(nint context) => _memory(context);

    public bool Remove(nint memory, int sequence, int from, int to) => _remove(memory, sequence, from, to) != 0;

    public void Copy(nint memory, int source, int target, int from, int to) => _copy(memory, source, target, from, to);

    public bool CanRewind(nint model) => _isRecurrent(model) == 0 && _isHybrid(model) == 0;

    private static nint FindLibrary()
    {
        NativeRuntime.LeaveTo("LLamaSharp");
        try
        {
            NativeApi.llama_empty_call();
            nint loaded = SharpInternals.LoadedLibrary(null);
            return loaded != 0 ? loaded : NativeLibrary.Load("llama", typeof(NativeApi).Assembly, null);
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException)
        {
            throw new NativeLibraryException(
                "LLamaSharp could not load llama.cpp: reference one of its LLamaSharp.Backend packages in the version of LLamaSharp itself, " +
                "or name a build of exactly the commit that this version pins by NativeLibraryConfig.LLama.WithLibrary. " +
                $"LLamaSharp says: {(exception.InnerException ?? exception).Message}", exception);
        }
        catch (MissingFieldException exception)
        {
            throw new NativeLibraryException($"This version of LLamaSharp is not one that EdgeReasoning.LLamaSharp knows: {exception.Message}", exception);
        }
    }

    // Windows looks in the library itself only, the others in those it needs as well.
    private nint Export(string name)
    {
        if (NativeLibrary.TryGetExport(_library, name, out nint address)) return address;
        foreach (string library in (string[])["ggml", "ggml-base"])
        {
            if (NativeLibrary.TryLoad(library, typeof(NativeApi).Assembly, null, out nint other) && NativeLibrary.TryGetExport(other, name, out address)) return address;
        }

        throw new NativeLibraryException($"The llama.cpp that LLamaSharp loaded has no function '{name}'; it is not the build that this version of LLamaSharp pins.");
    }

    private string Text(string function) => Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)Export(function))()) ?? "";
}
