using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>The plurality of a fixed number of traces, none of them stopped early: what majority voting is measured as.</summary>
internal sealed class FixedVote(int samples) : ScalingPolicy
{
    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(samples, null, cancellationToken)) tally.Add(trace);
        return tally.ToOutcome();
    }
}
