namespace EdgeReasoning.Traces;

/// <summary>Tokens that a trace or a whole request took.</summary>
/// <param name="InputTokens">Tokens of the prompt; decoded once, however many traces.</param>
/// <param name="ThinkingTokens">Tokens between the thinking markers.</param>
/// <param name="AnswerTokens">Tokens of the answer.</param>
/// <param name="MarkerTokens">Tokens that the thinking markers themselves took, repeated ones included.</param>
/// <param name="ForcedTokens">Of all these, tokens that the library wrote in the model's stead.</param>
/// <param name="ProbeTokens">Tokens decoded beside the trace to look at the answer it would give now; no part of it.</param>
public readonly record struct TokenUsage(int InputTokens, int ThinkingTokens, int AnswerTokens, int MarkerTokens, int ForcedTokens, int ProbeTokens)
{
    /// <summary>Tokens of the replies: thinking, markers and answer. The end token is not counted, nor are probes.</summary>
    public int OutputTokens => ThinkingTokens + AnswerTokens + MarkerTokens;
}
