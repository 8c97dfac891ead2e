namespace EdgeReasoning.Budgets;

/// <summary>Adds an early end of settled thinking to a budget.</summary>
public static class StopWhenStableExtensions
{
    private static readonly StopWhenStableOptions s_default = new();

    /// <summary>Closes the thinking when three probes in a row, 64 tokens apart, give the same answer.</summary>
    /// <param name="budget">The budget.</param>
    public static TokenBudget StopWhenStable(this TokenBudget budget) => budget.StopWhenStable(s_default);

    /// <summary>Closes the thinking once the answer it would give has settled.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">When that is, and how it is looked at.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TokenBudget StopWhenStable(this TokenBudget budget, StopWhenStableOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new StopWhenStablePolicy(options));
    }
}
