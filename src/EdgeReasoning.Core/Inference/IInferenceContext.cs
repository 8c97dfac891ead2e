namespace EdgeReasoning.Inference;

/// <summary>The KV memory of one model, in which sequences are decoded: the other half of the seam that a runtime implements.</summary>
/// <remarks>
/// <para>Not thread-safe: one thread at a time owns a context. Dispose it before its model.</para>
/// <para>Sequences are numbered from 0 to <see cref="ContextLimits.MaxSequences"/>, exclusive; each starts empty, and the
/// positions of its tokens count up from 0 without a gap.</para>
/// </remarks>
public interface IInferenceContext : IDisposable
{
    /// <summary>How much fits.</summary>
    ContextLimits Limits { get; }

    /// <summary>What this context can do with a sequence besides extending it.</summary>
    ContextCapabilities Capabilities { get; }

    /// <summary>What decodes: library, version, device.</summary>
    BackendIdentity Identity { get; }

    /// <summary>Decodes a batch: every token is appended to its sequence, and the asked-for logits become readable.</summary>
    /// <param name="batch">At least one token and at most <see cref="ContextLimits.MaxBatchTokens"/>; within a sequence positions continue its length.</param>
    /// <exception cref="ArgumentException">A token, position or sequence is out of range; nothing was decoded.</exception>
    /// <exception cref="DecodeException">The runtime refused or failed. The sequences of the batch keep their former length where
    /// <see cref="DecodeException.SequencesIntact"/> says so, and are to be released where not; all others are untouched.</exception>
    void Decode(TokenBatch batch);

    /// <summary>The logits after one token of the last batch.</summary>
    /// <param name="row">What <see cref="TokenBatch.Add"/> returned for the token, which must have been added with logits wanted.</param>
    /// <returns>One number per token of the vocabulary; valid until the next call of <see cref="Decode"/> or <see cref="IDisposable.Dispose"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The last batch has no logits for that row.</exception>
    ReadOnlySpan<float> GetLogits(int row);

    /// <summary>The number of tokens in a sequence.</summary>
    /// <param name="sequence">The sequence.</param>
    int GetLength(int sequence);

    /// <summary>Makes <paramref name="target"/> continue from where <paramref name="source"/> stands, without decoding anything again.</summary>
    /// <param name="source">The sequence to copy; left as it is.</param>
    /// <param name="target">An empty sequence.</param>
    /// <exception cref="InvalidOperationException"><paramref name="target"/> is not empty.</exception>
    void Fork(int source, int target);

    /// <summary>Shortens a sequence to its first <paramref name="length"/> tokens.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="length">From 0 to the present length.</param>
    /// <returns>False, and nothing changed, where the memory cannot go back (recurrent models); 0 always succeeds.</returns>
    bool TryTruncate(int sequence, int length);

    /// <summary>Empties a sequence and frees its memory.</summary>
    /// <param name="sequence">The sequence; an empty one stays empty.</param>
    void Release(int sequence);
}
