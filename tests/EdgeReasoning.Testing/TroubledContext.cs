using EdgeReasoning.Inference;

namespace EdgeReasoning.Testing;

/// <summary>A context of which any call may fail, stall or lie, at random calls that a seed decides.</summary>
/// <param name="inner">The context that does the work.</param>
/// <param name="seed">Where the randomness starts.</param>
public sealed class TroubledContext(IInferenceContext inner, int seed) : IInferenceContext
{
    private readonly Random _random = new(seed);
    private readonly float[] _nothing = new float[8];

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
            if (_random.Next(3) > 0) throw Failure(new DecodeException("out of luck", sequencesIntact: _random.Next(2) == 0));
            Troubles = Troubles with { Stalled = Troubles.Stalled + 1 };
            Thread.Sleep(_random.Next(20));
        }

        inner.Decode(batch);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetLogits(int row)
    {
        if (!IsTrouble()) return inner.GetLogits(row);
        if (_random.Next(2) == 0) throw Failure(new InvalidOperationException("no logits today"));
        // Too few, or none of them a number.
        Troubles = Troubles with { Lied = Troubles.Lied + 1 };
        if (_random.Next(2) == 0) return _nothing;
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
        if (_random.Next(2) == 0) throw Failure(new InvalidOperationException("no truncation today"));
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
