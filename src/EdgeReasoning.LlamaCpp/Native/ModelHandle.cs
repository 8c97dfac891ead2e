using Microsoft.Win32.SafeHandles;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Owns a <c>llama_model</c>.</summary>
internal sealed class ModelHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    private int _contexts;

    /// <summary>Contexts of this model that are not freed yet.</summary>
    public int Contexts => Volatile.Read(ref _contexts);

    public void Attach()
    {
        bool added = false;
        DangerousAddRef(ref added);
        Interlocked.Increment(ref _contexts);
    }

    public void Detach()
    {
        Interlocked.Decrement(ref _contexts);
        DangerousRelease();
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_model_free(handle);
        NativeHeap.GiveBack();
        return true;
    }
}
