namespace EdgeReasoning.Budgets;

/// <summary>Has the model answer at once, in its family's own way. Should it think nevertheless, the thinking is closed at its first token.</summary>
internal sealed class NoThinkingPolicy : BudgetPolicy
{
    public override bool WatchesTokens => false;

    protected internal override void Prepare(BudgetPlan plan)
    {
        plan.Tighten(thinking: 0);
        plan.Note(plan.Thinking.Thinks ? "The model answers at once." : $"{plan.Model.Name} does not think in any case.");
    }

    protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
}
