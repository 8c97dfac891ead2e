using EdgeReasoning.Performance;

namespace EdgeReasoning.Budgets;

/// <summary>Turns a time into tokens by inverting the device's latency model, and plans anew at every token by the pace observed.</summary>
internal sealed class DeadlinePolicy(DeadlineOptions options) : BudgetPolicy
{
    /// <summary>From the call until the end.</summary>
    public TimeSpan Time => options.Time;

    /// <summary>The plan says the time; what is in the meter keeps it to the token.</summary>
    public override bool WatchesTokens => false;

    protected internal override void Prepare(BudgetPlan plan)
    {
        plan.EndBy(options.Time);
        plan.Note(FormattableString.Invariant($"The request ends after {options.Time.TotalSeconds} s at the latest."));
        if (plan.Profile is null) plan.Note("There is no profile of this device, so how many tokens fit into the time is known from the third one on.");
    }

    protected internal override int? PlanTokens(BudgetContext context)
    {
        LatencyModel? latency = context.Profile?.Latency();
        return latency is null || (context.ParallelTraces > 1 && latency.Parallel is null) ? null
            : latency.MaxReplyTokens(context.PromptTokens, options.Time.TotalSeconds, context.ParallelTraces);
    }

    protected internal override BudgetMeter Start(BudgetContext context) => new DeadlineMeter(options, context);
}
