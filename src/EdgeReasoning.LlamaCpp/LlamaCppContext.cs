using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Native;

namespace EdgeReasoning.LlamaCpp;

/// <summary>A context of the llama.cpp that this library loads.</summary>
internal sealed unsafe class LlamaCppContext : CheckedContext
{
    private readonly ContextHandle _handle;
    private readonly nint _memory;

    public LlamaCppContext(ContextHandle handle, ModelHandle model, ModelInfo info, ContextLimits limits, BackendIdentity identity)
        : base(handle, info.VocabularySize, limits, CanRewind(model), identity)
    {
        _handle = handle;
        _memory = NativeMethods.llama_get_memory(handle);
    }

    protected override string Complaints => NativeLog.Complaints;

    protected override int Decode(LlamaBatch batch)
    {
        NativeLog.ClearComplaints();
        return NativeMethods.llama_decode(_handle, batch);
    }

    protected override float* Logits(int row) => NativeMethods.llama_get_logits_ith(_handle, row);

    protected override void Copy(int source, int target) => NativeMethods.llama_memory_seq_cp(_memory, source, target, Open, Open);

    protected override bool Remove(int sequence, int from) => NativeMethods.llama_memory_seq_rm(_memory, sequence, from, Open);

    private static bool CanRewind(ModelHandle model) => !NativeMethods.llama_model_is_recurrent(model) && !NativeMethods.llama_model_is_hybrid(model);
}
