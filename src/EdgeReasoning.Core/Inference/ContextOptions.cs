namespace EdgeReasoning.Inference;

/// <summary>How large a context is to be.</summary>
public sealed record ContextOptions
{
    /// <summary>Tokens that the longest sequence may have, prompt and reply together. Null, the default, takes the model's trained length, at most 4096.</summary>
    public int? SequenceTokens { get; init; }

    /// <summary>Sequences that can be in memory at once, from 1 to 256. Default 8.</summary>
    public int MaxSequences { get; init; } = 8;

    /// <summary>Tokens of one decode call at the most, from 1. Default 512.</summary>
    public int MaxBatchTokens { get; init; } = 512;

    /// <summary>
    /// Tokens that all sequences together can hold, a shared prefix counted once. Null, the default, gives every sequence room for
    /// <see cref="SequenceTokens"/>. Smaller saves memory in <see cref="KvLayout.Unified"/>; with <see cref="KvLayout.Separate"/>
    /// every sequence has its own room, and the number is not used.
    /// </summary>
    public int? CapacityTokens { get; init; }

    /// <summary>How sequences lie in memory. Default <see cref="KvLayout.Separate"/>.</summary>
    public KvLayout Layout { get; init; } = KvLayout.Separate;
}
