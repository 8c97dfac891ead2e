using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Requests;

/// <summary>n traces, none of them stopped early: every one is a reply that was asked for.</summary>
internal sealed class EveryTrace(int count) : ScalingPolicy
{
    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(count, null, cancellationToken).ConfigureAwait(false)) tally.Add(trace);
        return tally.ToOutcome();
    }
}
