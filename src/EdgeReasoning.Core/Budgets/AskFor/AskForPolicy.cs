namespace EdgeReasoning.Budgets;

/// <summary>Asks in the prompt, and leaves it to the model.</summary>
internal sealed class AskForPolicy(AskForOptions options) : BudgetPolicy
{
    public override bool WatchesTokens => false;

    protected internal override void Prepare(BudgetPlan plan)
    {
        plan.Ask(options.Sentence);
        plan.Note($"The prompt asks: {options.Sentence} Models that were not trained to may take no notice.");
    }

    protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
}
