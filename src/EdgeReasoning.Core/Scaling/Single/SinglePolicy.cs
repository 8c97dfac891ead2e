using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

internal sealed class SinglePolicy : ScalingPolicy
{
    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(1, null, cancellationToken).ConfigureAwait(false)) tally.Add(trace);
        return tally.ToOutcome();
    }
}
