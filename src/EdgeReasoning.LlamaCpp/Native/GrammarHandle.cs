using Microsoft.Win32.SafeHandles;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Owns a <c>llama_sampler</c> of a grammar, and keeps the model alive, in whose vocabulary it reads.</summary>
internal sealed class GrammarHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    private static int s_live;
    private ModelHandle? _model;

    /// <summary>Grammars of this process that are not freed yet: what a leak would show in.</summary>
    public static int Live => Volatile.Read(ref s_live);

    public void KeepAlive(ModelHandle model)
    {
        bool added = false;
        model.DangerousAddRef(ref added);
        Interlocked.Increment(ref s_live);
        _model = model;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_sampler_free(handle);
        if (_model is null) return true;
        Interlocked.Decrement(ref s_live);
        _model.DangerousRelease();
        return true;
    }
}
