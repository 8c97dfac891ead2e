using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

/// <summary>A scaling policy of one's own: stops at the first answer that two samples agree on.</summary>
public sealed class FirstAgreement(int maxSamples) : ScalingPolicy
{
    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        var tally = new VoteTally();
        await foreach (Trace trace in traces.SampleAsync(maxSamples, cancellationToken: cancellationToken))
        {
            tally.Add(trace);
            if (tally.Leader.Votes == 2) break;   // leaving the loop cancels the other samples and frees their memory
        }

        return tally.ToOutcome();
    }
}
