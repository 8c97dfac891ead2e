namespace EdgeReasoning.Performance;

/// <summary>One measured reply of one sequence.</summary>
/// <param name="PromptTokens">Tokens in the context before the reply.</param>
/// <param name="ReplyTokens">Tokens of the reply.</param>
/// <param name="Seconds">Time from its first token to its last, above 0.</param>
public readonly record struct DecodePoint(int PromptTokens, int ReplyTokens, double Seconds);
