namespace EdgeReasoning.Budgets;

/// <summary>Adds an energy budget.</summary>
public static class EnergyExtensions
{
    /// <summary>Ends the whole request within so many joules, by the power models of the device's profile; refused without them.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="joules">Joules of prompt and all traces together, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="joules"/> is not a number above 0.</exception>
    public static TokenBudget Energy(this TokenBudget budget, double joules) => budget.Energy(new EnergyOptions { Joules = joules });

    /// <summary>Ends the whole request within an energy.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="options">The energy, and what is kept for the answer.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TokenBudget Energy(this TokenBudget budget, EnergyOptions options)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return budget.With(new EnergyPolicy(options));
    }
}
