using System.Text.Json.Nodes;

namespace EdgeReasoning.Remote.Dialects;

/// <summary>vLLM's own fields of a chat completion request: thinking_token_budget, continue_final_message, add_generation_prompt.</summary>
internal sealed class VllmDialect(bool hasThinkingBudget) : RemoteDialect
{
    public override string Name => "vLLM";

    public override bool LimitsThinking => hasThinkingBudget;

    public override bool ContinuesReplies => true;

    protected internal override void Write(JsonObject request, RemoteBudget budget)
    {
        if (hasThinkingBudget && budget.ThinkingTokens is { } tokens) request["thinking_token_budget"] = tokens;
    }

    protected internal override void WriteContinuation(JsonObject request)
    {
        request["continue_final_message"] = true;
        request["add_generation_prompt"] = false;
    }
}
