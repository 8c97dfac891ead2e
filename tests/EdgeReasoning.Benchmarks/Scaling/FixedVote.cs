using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>Samples all, whatever they answer: what stopping is compared with.</summary>
internal sealed class FixedVote(int samples) : ScalingPolicy
{
    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(samples, cancellationToken: cancellationToken)) tally.Add(trace);
        return tally.ToOutcome();
    }
}
