using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Testing;

/// <summary>Samples all traces, whatever they answer, and takes the answer that most of them gave.</summary>
public sealed class FixedVote(int samples) : ScalingPolicy
{
    /// <inheritdoc/>
    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(samples, null, cancellationToken).ConfigureAwait(false)) tally.Add(trace);
        return tally.ToOutcome();
    }
}
