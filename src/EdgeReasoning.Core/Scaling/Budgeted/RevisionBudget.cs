using EdgeReasoning.Budgets;

namespace EdgeReasoning.Scaling;

internal sealed class RevisionBudget(int rounds) : BudgetPolicy
{
    protected internal override BudgetMeter Start(BudgetContext context) => new Meter(rounds);

    private sealed class Meter(int rounds) : BudgetMeter
    {
        private int _left = rounds;

        public override BudgetDecision Observe(in ThinkingState state) =>
            state.EndsThinking && _left-- > 0 ? BudgetDecision.Extend("Wait") : BudgetDecision.Continue;
    }
}
