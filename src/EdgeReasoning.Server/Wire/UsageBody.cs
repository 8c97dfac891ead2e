using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Wire;

/// <summary>Tokens of all traces of a request.</summary>
internal sealed record UsageBody(
    int PromptTokens, int CompletionTokens, int TotalTokens, CompletionTokensDetailsBody CompletionTokensDetails, PromptTokensDetailsBody PromptTokensDetails)
{
    public static UsageBody Of(ReasoningResult result)
    {
        TokenUsage usage = result.Usage;
        return new(usage.InputTokens, usage.OutputTokens, usage.InputTokens + usage.OutputTokens, new(usage.ThinkingTokens), new(result.CachedInputTokens));
    }
}
