namespace EdgeReasoning.Budgets;

/// <summary>Closes a thinking that repeats itself.</summary>
internal sealed class StopWhenLoopingPolicy(StopWhenLoopingOptions options) : BudgetPolicy
{
    protected internal override void Prepare(BudgetPlan plan)
    {
        if (!plan.Thinking.Thinks)
            plan.Refuse($"{plan.Model.Name} ({plan.Thinking.Family}) has no thinking markers, so a loop in its thinking cannot be seen. Leave {nameof(StopWhenLoopingExtensions.StopWhenLooping)} out, or limit the answer.");
        plan.Note("A thinking that repeats itself is closed.");
    }

    protected internal override BudgetMeter Start(BudgetContext context) => new StopWhenLoopingMeter(options);
}
