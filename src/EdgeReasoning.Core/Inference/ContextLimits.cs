namespace EdgeReasoning.Inference;

/// <summary>How much fits into a context.</summary>
/// <param name="SequenceTokens">Tokens that one sequence can have.</param>
/// <param name="CapacityTokens">Tokens that all sequences together can have; in <see cref="KvLayout.Unified"/> a shared prefix counts once, in <see cref="KvLayout.Separate"/> the number is <paramref name="SequenceTokens"/> times <paramref name="MaxSequences"/>.</param>
/// <param name="MaxSequences">Sequences that can be in memory at once.</param>
/// <param name="MaxBatchTokens">Tokens of one decode call.</param>
/// <param name="Layout">How the sequences lie in memory.</param>
public sealed record ContextLimits(int SequenceTokens, int CapacityTokens, int MaxSequences, int MaxBatchTokens, KvLayout Layout);
