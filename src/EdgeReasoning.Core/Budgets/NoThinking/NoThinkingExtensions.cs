namespace EdgeReasoning.Budgets;

/// <summary>Adds a budget without thinking.</summary>
public static class NoThinkingExtensions
{
    /// <summary>Has the model answer at once: by its template's switch, its system text, or an empty thinking block.</summary>
    /// <param name="budget">The budget.</param>
    public static TokenBudget NoThinking(this TokenBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return budget.With(new NoThinkingPolicy());
    }
}
