using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Another policy, with a budget for every trace that it samples.</summary>
internal sealed class BudgetedPolicy(ScalingPolicy policy, TokenBudget budget) : ScalingPolicy
{
    public override int? MostSamples => policy.MostSamples;

    public override ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        return policy.ScaleAsync(new Source(traces, budget), cancellationToken);
    }

    private sealed class Source(ITraceSource inner, TokenBudget budget) : ITraceSource
    {
        public int ParallelTraces => inner.ParallelTraces;

        public TimeSpan? TimeLeft => inner.TimeLeft;

        public int? ThinkingLimit => inner.ThinkingLimit;

        public IAsyncEnumerable<Trace> SampleAsync(int count, SampleOptions? options = null, CancellationToken cancellationToken = default)
        {
            options ??= new SampleOptions();
            return inner.SampleAsync(count, options with { Budget = options.Budget.And(budget) }, cancellationToken);
        }
    }
}
