using EdgeReasoning.Inference;

namespace EdgeReasoning.Testing;

/// <summary>A context whose decode calls go wrong where a test says so.</summary>
/// <param name="inner">The context that does the work.</param>
/// <param name="beforeDecode">Called with the number of the call, from 0, and its batch; throws to make that call fail.</param>
public sealed class FaultyContext(IInferenceContext inner, Action<int, TokenBatch> beforeDecode) : IInferenceContext
{
    private int _calls;

    /// <inheritdoc/>
    public ContextLimits Limits => inner.Limits;

    /// <inheritdoc/>
    public ContextCapabilities Capabilities => inner.Capabilities;

    /// <inheritdoc/>
    public BackendIdentity Identity => inner.Identity;

    /// <inheritdoc/>
    public void Decode(TokenBatch batch)
    {
        beforeDecode(_calls++, batch);
        inner.Decode(batch);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetLogits(int row) => inner.GetLogits(row);

    /// <inheritdoc/>
    public int GetLength(int sequence) => inner.GetLength(sequence);

    /// <inheritdoc/>
    public void Fork(int source, int target) => inner.Fork(source, target);

    /// <inheritdoc/>
    public bool TryTruncate(int sequence, int length) => inner.TryTruncate(sequence, length);

    /// <inheritdoc/>
    public void Release(int sequence) => inner.Release(sequence);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
