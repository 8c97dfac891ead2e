namespace EdgeReasoning.Budgets;

/// <summary>Asks for the answer at once; a model that thinks is kept from it.</summary>
internal sealed class DirectPolicy(string sentence) : BudgetPolicy
{
    /// <summary>The system prompt's first sentence in the direct and no-reasoning runs of EdgeReasoning (arXiv 2511.01866).</summary>
    public const string PaperSentence = "Read the question and select the best answer directly.";

    public override bool WatchesTokens => false;

    protected internal override void Prepare(BudgetPlan plan)
    {
        plan.Ask(sentence);
        if (plan.Thinking.Thinks) plan.Tighten(thinking: 0);
        plan.Note($"The prompt asks: {sentence}" + (plan.Thinking.Thinks ? " The model answers at once." : ""));
    }

    protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
}
