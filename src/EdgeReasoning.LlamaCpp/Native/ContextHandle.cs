using Microsoft.Win32.SafeHandles;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Owns a <c>llama_context</c>, and keeps its model alive until the context is freed: finalizers may come in any order.</summary>
internal sealed class ContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    private static int s_live;
    private ModelHandle? _model;

    /// <summary>Contexts of this process that are not freed yet: what a leak would show in.</summary>
    public static int Live => Volatile.Read(ref s_live);

    public void KeepAlive(ModelHandle model)
    {
        model.Attach();
        Interlocked.Increment(ref s_live);
        _model = model;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_free(handle);
        NativeHeap.GiveBack();
        if (_model is null) return true;
        Interlocked.Decrement(ref s_live);
        _model.Detach();
        return true;
    }
}
