using EdgeReasoning.Budgets;

namespace EdgeReasoning.Scaling;

internal sealed class NoThinkingBudget : BudgetPolicy
{
    protected internal override void Prepare(BudgetPlan plan) => plan.SkipThinking();

    protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
}
