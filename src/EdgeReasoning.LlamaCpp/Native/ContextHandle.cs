using Microsoft.Win32.SafeHandles;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Owns a <c>llama_context</c>, and keeps its model alive until the context is freed: finalizers may come in any order.</summary>
internal sealed class ContextHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    private ModelHandle? _model;

    public void KeepAlive(ModelHandle model)
    {
        model.Attach();
        _model = model;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.llama_free(handle);
        _model?.Detach();
        return true;
    }
}
