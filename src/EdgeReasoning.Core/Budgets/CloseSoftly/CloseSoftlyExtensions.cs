namespace EdgeReasoning.Budgets;

/// <summary>Adds a soft end to a budget.</summary>
public static class CloseSoftlyExtensions
{
    private static readonly CloseSoftlyOptions s_default = new();

    /// <summary>Makes the end marker likelier in the last quarter of the thinking budget, so that fewer thoughts are cut by a limit.</summary>
    /// <param name="budget">The budget.</param>
    public static TokenBudget CloseSoftly(this TokenBudget budget) => budget.CloseSoftly(s_default);

    /// <summary>Helps the model to end its thinking before it must.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">When, and how strongly.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TokenBudget CloseSoftly(this TokenBudget budget, CloseSoftlyOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new CloseSoftlyPolicy(options));
    }
}
