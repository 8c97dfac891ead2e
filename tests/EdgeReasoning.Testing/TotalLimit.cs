using EdgeReasoning.Budgets;

namespace EdgeReasoning.Testing;

/// <summary>Budgets that limit the whole reply and keep nothing for the answer.</summary>
public static class TotalLimit
{
    /// <summary>At most that many tokens, thinking, closing and answer together.</summary>
    public static TokenBudget Of(int tokens) => TokenBudget.Create().With(new Policy(tokens));

    private sealed class Policy(int tokens) : BudgetPolicy
    {
        protected override void Prepare(BudgetPlan plan)
        {
            plan.Tighten(total: tokens);
            plan.Reserve(0);
        }

        protected override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
    }
}
