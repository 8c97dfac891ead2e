namespace EdgeReasoning.Budgets;

/// <summary>Makes the end marker likelier towards the end of the budget, so that the model ends its thinking itself.</summary>
internal sealed class CloseSoftlyPolicy(CloseSoftlyOptions options) : BudgetPolicy
{
    protected internal override void Prepare(BudgetPlan plan)
    {
        if (!plan.Thinking.Thinks)
            plan.Refuse($"{plan.Model.Name} ({plan.Thinking.Family}) has no thinking markers, so there is no thinking to end. Leave {nameof(CloseSoftlyExtensions.CloseSoftly)} out.");
        plan.NeedEndToken(nameof(CloseSoftlyExtensions.CloseSoftly));
        plan.Note(options.Rank is { } rank
            ? FormattableString.Invariant($"In the last {options.Share:P0} of the budget the thinking is closed once the end marker is among the {rank} likeliest tokens.")
            : FormattableString.Invariant($"In the last {options.Share:P0} of the budget the end marker becomes likelier, by up to {options.MaxBias} in its logit."));
    }

    protected internal override BudgetMeter Start(BudgetContext context) => new CloseSoftlyMeter(options, context);
}
