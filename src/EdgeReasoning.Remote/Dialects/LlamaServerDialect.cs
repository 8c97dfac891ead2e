using System.Text.Json.Nodes;
using EdgeReasoning.Answers;

namespace EdgeReasoning.Remote.Dialects;

/// <summary>llama-server's own field of a chat completion request: thinking_budget_tokens, grammar.</summary>
internal sealed class LlamaServerDialect : RemoteDialect
{
    public override string Name => "llama-server";

    public override bool LimitsThinking => true;

    public override bool TakesGbnf => true;

    protected internal override void WriteGrammar(JsonObject request, AnswerGrammar grammar)
    {
        if (grammar.IsJson) base.WriteGrammar(request, grammar);
        else request["grammar"] = grammar.Grammar.Text;
    }

    protected internal override void Write(JsonObject request, RemoteBudget budget)
    {
        if (budget.ThinkingTokens is { } tokens) request["thinking_budget_tokens"] = tokens;
        // It names the penalty otherwise than vLLM.
        if (request.Remove("repetition_penalty", out JsonNode? penalty)) request["repeat_penalty"] = penalty;
    }
}
