using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeReasoning.Remote.Dialects;

/// <summary>Budgets in the words of <see cref="Evaluation.BudgetChoice.Parse"/>.</summary>
internal sealed class EdgeReasoningDialect : RemoteDialect
{
    public override string Name => "edge-reasoning serve";

    public override bool LimitsThinking => true;

    public override bool KeepsDeadlines => true;

    protected internal override void Write(JsonObject request, RemoteBudget budget)
    {
        string?[] words =
        [
            budget.ThinkingTokens switch { null => null, 0 => "no-thinking", int tokens => string.Create(CultureInfo.InvariantCulture, $"limit {tokens}") },
            budget.AnswerTokens is { } answer ? string.Create(CultureInfo.InvariantCulture, $"answer {answer}") : null,
        ];
        string text = string.Join(" + ", words.Where(word => word is not null));
        if (text.Length > 0) request["budget"] = text;
        if (budget.TimeLeft is { } time) request["deadline"] = Math.Max(0.001, Math.Round(time.TotalSeconds, 3));
    }
}
