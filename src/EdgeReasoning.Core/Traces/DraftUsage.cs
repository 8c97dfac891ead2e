namespace EdgeReasoning.Traces;

/// <summary>Tokens of a trace that were decoded on trial, before it was known whether the model would choose them.</summary>
/// <param name="DraftedTokens">Tokens that were decoded on trial.</param>
/// <param name="AcceptedTokens">Of them, those that were then chosen: decode calls that the trace was spared.</param>
public readonly record struct DraftUsage(int DraftedTokens, int AcceptedTokens);
