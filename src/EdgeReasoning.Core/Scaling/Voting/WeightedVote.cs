using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Samples, and counts votes by weight.</summary>
internal sealed class WeightedVote(MajorityVoteOptions options) : ScalingPolicy
{
    public override int? MostSamples => options.Samples;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var tally = new VoteTally(options.Equality);
        while (tally.Total < options.Samples)
        {
            int wave = NextWave(tally), end = tally.Total + wave;
            await foreach (Trace trace in traces.SampleAsync(wave, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                tally.Add(trace, Weigh(trace));
                if (options.MaxWeight is { } most && tally.IsDecided(options.Samples - tally.Total, most)) return tally.ToOutcome();
            }

            if (tally.Total < end) break;
        }

        return tally.ToOutcome();
    }

    private int NextWave(VoteTally tally)
    {
        int left = options.Samples - tally.Total;
        if (options.Launch == SampleLaunch.AllAtOnce || options.MaxWeight is not (> 0 and { } most)) return left;
        // The lead after j more for the leader has to exceed what the others can still gain.
        double lead = tally.Leader.Weight - tally.RunnerUp.Weight;
        return (int)Math.Clamp(Math.Ceiling(((left * most) - lead) / (2 * most)), 1, left);
    }

    private double Weigh(Trace trace)
    {
        double weight = options.Weight!(trace);
        if (weight > options.MaxWeight)
            throw new InvalidOperationException($"Trace {trace.Index} weighs {weight}, more than {nameof(MajorityVoteOptions.MaxWeight)} ({options.MaxWeight}). Raise that, or leave it null.");
        return weight;
    }
}
