using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Wire;

/// <summary>Tokens of all traces of a request.</summary>
internal sealed record UsageBody(int PromptTokens, int CompletionTokens, int TotalTokens, CompletionTokensDetailsBody CompletionTokensDetails)
{
    public static UsageBody Of(TokenUsage usage) => new(usage.InputTokens, usage.OutputTokens, usage.InputTokens + usage.OutputTokens, new(usage.ThinkingTokens));
}
