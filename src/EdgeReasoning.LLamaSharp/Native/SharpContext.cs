using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Native;
using LLama.Native;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>A context that LLamaSharp made, driven by its handle: LLamaSharp's own batches allocate with every step, and its methods drop what
/// llama.cpp returns.</summary>
internal sealed unsafe class SharpContext : CheckedContext
{
    private readonly SharpRuntime _runtime;
    private readonly SafeLLamaContextHandle _handle;
    private readonly nint _memory;
    private Action? _closed;

    /// <summary>Takes over a context.</summary>
    /// <param name="runtime">What calls llama.cpp.</param>
    /// <param name="handle">The context, which is valid.</param>
    /// <param name="vocabularySize">Tokens in the vocabulary of its model.</param>
    /// <param name="limits">How much fits.</param>
    /// <param name="canRewind">Whether a sequence can be shortened.</param>
    /// <param name="identity">What decodes.</param>
    /// <param name="closed">Called once, when it is disposed.</param>
    public SharpContext(SharpRuntime runtime, SafeLLamaContextHandle handle, int vocabularySize, ContextLimits limits, bool canRewind, BackendIdentity identity, Action closed)
        : base(handle, vocabularySize, limits, canRewind, identity)
    {
        _runtime = runtime;
        _handle = handle;
        _memory = runtime.Memory(handle.DangerousGetHandle());
        _closed = closed;
    }

    /// <summary>LLamaSharp's log, which is the app's, has it.</summary>
    protected override string Complaints => "";

    // The class above holds the handle while these run.
    protected override int Decode(LlamaBatch batch) => _runtime.Decode(_handle.DangerousGetHandle(), batch);

    protected override float* Logits(int row) => _runtime.Logits(_handle.DangerousGetHandle(), row);

    protected override void Copy(int source, int target) => _runtime.Copy(_memory, source, target, Open, Open);

    protected override bool Remove(int sequence, int from) => _runtime.Remove(_memory, sequence, from, Open);

    public override void Dispose()
    {
        base.Dispose();
        Interlocked.Exchange(ref _closed, null)?.Invoke();
    }
}
