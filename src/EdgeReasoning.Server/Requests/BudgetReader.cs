using EdgeReasoning.Budgets;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Server.Wire;

namespace EdgeReasoning.Server.Requests;

/// <summary>Puts together all that a request says of tokens and time. Each may tighten, none can loosen.</summary>
internal static class BudgetReader
{
    public static TokenBudget Read(ChatRequestBody body, IReadOnlyList<string> stops)
    {
        TokenBudget budget = TokenBudget.Unlimited;
        Add(body.Budget, "budget");
        if (FieldReader.Deadline(body.Deadline) is { } time) Add($"deadline {time}", "deadline");
        if (Smaller(body.MaxCompletionTokens, body.MaxTokens) is { } total)
            Set(() => budget.Limit(new LimitOptions { TotalTokens = total }), body.MaxCompletionTokens is null ? "max_tokens" : "max_completion_tokens");
        if (Smaller(body.ThinkingTokenBudget, body.ThinkingBudgetTokens) is { } thinking and not -1)
            Set(() => budget.Limit(thinking), body.ThinkingTokenBudget is null ? "thinking_budget_tokens" : "thinking_token_budget");
        if (body.ReasoningEffort is { } effort) budget = budget.Effort(Level(effort));
        return budget.StopAt(stops);

        void Add(string? words, string field)
        {
            if (words is not null) Set(() => budget.And(BudgetChoice.Parse(words).Budget), field);
        }

        void Set(Func<TokenBudget> tighten, string field)
        {
            try
            {
                budget = tighten();
            }
            catch (Exception problem) when (problem is FormatException or ArgumentException)
            {
                throw ApiException.Invalid(EngineErrors.MessageOf(problem), field);
            }
        }
    }

    // OpenAI's levels; those beyond the engine's are the nearest of these.
    private static EffortLevel Level(string effort) => effort switch
    {
        "none" => EffortLevel.None,
        "minimal" or "low" => EffortLevel.Low,
        "medium" => EffortLevel.Medium,
        "high" or "xhigh" => EffortLevel.High,
        _ => throw ApiException.Invalid($"The field reasoning_effort is '{effort}'; there is none, minimal, low, medium, high and xhigh.", "reasoning_effort"),
    };

    private static int? Smaller(int? a, int? b) => a is null || b < a ? b : a;
}
