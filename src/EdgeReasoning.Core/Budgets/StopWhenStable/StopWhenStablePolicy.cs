namespace EdgeReasoning.Budgets;

/// <summary>Closes the thinking once the answer it would give has settled. Probes share the trace's memory: no prompt is decoded again.</summary>
internal sealed class StopWhenStablePolicy(StopWhenStableOptions options) : BudgetPolicy
{
    protected internal override void Prepare(BudgetPlan plan)
    {
        if (!plan.Thinking.Thinks)
            plan.Refuse($"{plan.Model.Name} ({plan.Thinking.Family}) has no thinking markers, so there is no thinking to look into. Leave {nameof(StopWhenStableExtensions.StopWhenStable)} out.");
        plan.Note(FormattableString.Invariant($"Every {options.ProbeEvery} thinking tokens the answer is looked at, and the thinking is closed once it is settled ({options.Rule})."));
    }

    protected internal override BudgetMeter Start(BudgetContext context) => new StopWhenStableMeter(options);
}
