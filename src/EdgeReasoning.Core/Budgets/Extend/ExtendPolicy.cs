namespace EdgeReasoning.Budgets;

/// <summary>Passes over the model's own end of thinking and has it think on, within the hard limits.</summary>
internal sealed class ExtendPolicy(ExtendOptions options) : BudgetPolicy
{
    private const int MostForMinimum = 32;

    private int Times => options.Times ?? (options.MinThinkingTokens > 0 ? MostForMinimum : 1);

    protected internal override void Prepare(BudgetPlan plan)
    {
        if (!plan.Thinking.Thinks)
            plan.Refuse($"{plan.Model.Name} ({plan.Thinking.Family}) has no thinking markers, so there is no thinking to extend. Leave {nameof(ExtendExtensions.Extend)} out.");
        plan.Note(options.MinThinkingTokens > 0
            ? FormattableString.Invariant($"A thinking that ends before {options.MinThinkingTokens} tokens goes on with \"{options.Text}\", up to {Times} times.")
            : FormattableString.Invariant($"The thinking goes on with \"{options.Text}\" {Times} times."));
    }

    protected internal override BudgetMeter Start(BudgetContext context) => new ExtendMeter(options, Times, context.ThinkingLimit);
}
