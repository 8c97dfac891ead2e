using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>One sample, whose answer it is.</summary>
internal sealed class SinglePolicy : ScalingPolicy
{
    public override int? MostSamples => 1;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(1, cancellationToken: cancellationToken).ConfigureAwait(false)) tally.Add(trace);
        return tally.ToOutcome();
    }
}
