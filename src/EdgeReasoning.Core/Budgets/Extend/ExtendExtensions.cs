namespace EdgeReasoning.Budgets;

/// <summary>Adds longer thinking to a budget.</summary>
public static class ExtendExtensions
{
    /// <summary>Has the model think at least so many tokens: where it wants to end earlier, it is made to say "Wait" instead. Hard limits hold.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="minThinkingTokens">Thinking tokens, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minThinkingTokens"/> is less than 1.</exception>
    public static TokenBudget Extend(this TokenBudget budget, int minThinkingTokens)
    {
        if (minThinkingTokens < 1) throw new ArgumentOutOfRangeException(nameof(minThinkingTokens), minThinkingTokens, "The least thinking is at least 1 token, or leave the policy out.");
        return budget.Extend(new ExtendOptions { MinThinkingTokens = minThinkingTokens });
    }

    /// <summary>Has the model think on where it wants to end its thinking.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">How often, how long, and with what text.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TokenBudget Extend(this TokenBudget budget, ExtendOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new ExtendPolicy(options));
    }
}
