using EdgeReasoning.Budgets;

namespace EdgeReasoning.Testing;

/// <summary>Budgets that limit the whole reply and keep nothing for the answer.</summary>
public static class TotalLimit
{
    /// <summary>At most that many tokens, thinking, closing and answer together.</summary>
    public static TokenBudget Of(int tokens) => TokenBudget.Create().Limit(new LimitOptions { TotalTokens = tokens, AnswerReserve = 0 });
}
