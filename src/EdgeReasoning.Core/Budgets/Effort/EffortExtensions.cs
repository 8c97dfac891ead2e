namespace EdgeReasoning.Budgets;

/// <summary>Adds an effort to a budget.</summary>
public static class EffortExtensions
{
    /// <summary>Limits the thinking to what a level stands for with this model on this device, and tells the level to models whose template reads <c>reasoning_effort</c>.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="level">The level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not one of <see cref="EffortLevel"/>.</exception>
    public static TokenBudget Effort(this TokenBudget budget, EffortLevel level)
    {
        ArgumentNullException.ThrowIfNull(budget);
        if (!Enum.IsDefined(level)) throw new ArgumentOutOfRangeException(nameof(level), level, $"Not one of {nameof(EffortLevel)}.");
        return budget.With(new EffortPolicy(level));
    }
}
