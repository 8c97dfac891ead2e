namespace EdgeReasoning.Budgets;

/// <summary>Adds a loop detector to a budget.</summary>
public static class StopWhenLoopingExtensions
{
    private static readonly StopWhenLoopingOptions s_default = new();

    /// <summary>Closes a thinking that says the same four times in a row, writes the same line four times, or turns on a handful of tokens.</summary>
    /// <param name="budget">The budget.</param>
    public static TokenBudget StopWhenLooping(this TokenBudget budget) => budget.StopWhenLooping(s_default);

    /// <summary>Closes a thinking that repeats itself.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">When it does.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TokenBudget StopWhenLooping(this TokenBudget budget, StopWhenLoopingOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new StopWhenLoopingPolicy(options));
    }
}
