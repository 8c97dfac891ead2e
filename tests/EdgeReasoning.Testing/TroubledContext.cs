using EdgeReasoning.Inference;

namespace EdgeReasoning.Testing;

/// <summary>A context of which any call may fail, stall or lie: which calls is random and a seed decides it, what happens to them goes round.</summary>
/// <param name="inner">The context that does the work.</param>
/// <param name="seed">Where the randomness starts.</param>
public sealed class TroubledContext(IInferenceContext inner, int seed) : IInferenceContext
{
    private readonly Random _random = new(seed);
    private readonly float[] _nothing = new float[8];
    private int _decodes, _reads, _truncations;

    /// <summary>One call in so many goes wrong; 0 for none.</summary>
    public int OneIn { get; set; } = 50;

    /// <summary>What went wrong so far: calls that failed, stalled, and lied.</summary>
    public (int Failed, int Stalled, int Lied) Troubles { get; private set; }

    /// <inheritdoc/>
    public ContextLimits Limits => inner.Limits;

    /// <inheritdoc/>
    public ContextCapabilities Capabilities => inner.Capabilities;

    /// <inheritdoc/>
    public BackendIdentity Identity => inner.Identity;

    /// <inheritdoc/>
    public void Decode(TokenBatch batch)
    {
        if (IsTrouble())
        {
            int kind = _decodes++ % 3;
            if (kind > 0) throw Failure(new DecodeException("out of luck", sequencesIntact: kind == 1));
            Troubles = Troubles with { Stalled = Troubles.Stalled + 1 };
            Thread.Sleep(_random.Next(20));
        }

        inner.Decode(batch);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetLogits(int row)
    {
        if (!IsTrouble()) return inner.GetLogits(row);
        int kind = _reads++ % 3;
        if (kind == 0) throw Failure(new InvalidOperationException("no logits today"));
        // Too few, or none of them a number.
        Troubles = Troubles with { Lied = Troubles.Lied + 1 };
        if (kind == 1) return _nothing;
        float[] wrong = inner.GetLogits(row).ToArray();
        Array.Fill(wrong, float.NaN);
        return wrong;
    }

    /// <inheritdoc/>
    public int GetLength(int sequence) => inner.GetLength(sequence);

    /// <inheritdoc/>
    public void Fork(int source, int target)
    {
        if (IsTrouble()) throw Failure(new InvalidOperationException("no fork today"));
        inner.Fork(source, target);
    }

    /// <inheritdoc/>
    public bool TryTruncate(int sequence, int length)
    {
        if (!IsTrouble()) return inner.TryTruncate(sequence, length);
        if (_truncations++ % 2 == 0) throw Failure(new InvalidOperationException("no truncation today"));
        Troubles = Troubles with { Lied = Troubles.Lied + 1 };
        return false;
    }

    /// <inheritdoc/>
    public void Release(int sequence) => inner.Release(sequence);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private bool IsTrouble() => OneIn > 0 && _random.Next(OneIn) == 0;

    private Exception Failure(Exception failure)
    {
        Troubles = Troubles with { Failed = Troubles.Failed + 1 };
        return failure;
    }
}
