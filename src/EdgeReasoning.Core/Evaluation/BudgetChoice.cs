using EdgeReasoning.Budgets;

namespace EdgeReasoning.Evaluation;

/// <summary>A budget under a name, by which it is found again in stores, tables and charts.</summary>
/// <param name="Name">Unique among the budgets of a study: <c>limit 128</c>, say.</param>
/// <param name="Budget">The budget.</param>
public sealed record BudgetChoice(string Name, TokenBudget Budget)
{
    /// <summary>Thinking for as long as the model likes.</summary>
    public static BudgetChoice Unlimited { get; } = new("unlimited", TokenBudget.Unlimited);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
