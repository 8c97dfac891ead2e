using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Samples window by window until the answers of one are all the same; the plurality of all windows wins.</summary>
/// <param name="options">Settings.</param>
/// <param name="stopsWhenDecided">False is the published rule alone, to compare with.</param>
internal sealed class EarlyStoppingPolicy(EarlyStoppingOptions options, bool stopsWhenDecided = true) : ScalingPolicy
{
    public override int? MostSamples => options.MaxSamples;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var tally = new VoteTally(options.Equality);
        while (tally.Total < options.MaxSamples)
        {
            var window = new VoteTally(options.Equality);
            int size = Math.Min(options.Window, options.MaxSamples - tally.Total);
            await foreach (Trace trace in traces.SampleAsync(size, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                tally.Add(trace);
                window.Add(trace);
                if (stopsWhenDecided && tally.IsDecided(options.MaxSamples - tally.Total)) return tally.ToOutcome();
            }

            if (window.Leader.Votes == options.Window || window.Total < size) break;
        }

        return tally.ToOutcome();
    }
}
