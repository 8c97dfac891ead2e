using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>Takes all of so many traces, and hands each on as soon as it is finished.</summary>
internal sealed class StoringPolicy(int count, Action<Trace> take) : ScalingPolicy
{
    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(count, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            tally.Add(trace);
            take(trace);
        }

        return tally.ToOutcome();
    }
}
