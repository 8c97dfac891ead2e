namespace EdgeReasoning.Budgets;

/// <summary>Adds hard limits in tokens to a budget.</summary>
public static class LimitExtensions
{
    /// <summary>Closes the thinking after so many tokens at the latest; the model still answers. Forced tokens are not charged.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="thinkingTokens">Tokens in all thinking blocks of a trace, from 0; 0 has it answer at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="thinkingTokens"/> is negative.</exception>
    public static TokenBudget Limit(this TokenBudget budget, int thinkingTokens)
    {
        if (thinkingTokens < 0) throw new ArgumentOutOfRangeException(nameof(thinkingTokens), thinkingTokens, "A limit on thinking is at least 0 tokens, which has the model answer at once.");
        return budget.Limit(new LimitOptions { ThinkingTokens = thinkingTokens });
    }

    /// <summary>Limits thinking, answer or the whole reply.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="ArgumentException">No limit is set, one is out of its range, or two contradict each other.</exception>
    public static TokenBudget Limit(this TokenBudget budget, LimitOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new LimitPolicy(options));
    }
}
