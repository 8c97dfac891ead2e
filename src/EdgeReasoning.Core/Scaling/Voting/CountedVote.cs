using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Samples, counts one vote each, and stops by the first rule that allows it.</summary>
/// <remarks>The same seeds give the same answer, whatever finishes first: rules that judge a sample judge it in the order of its seeds.</remarks>
internal sealed class CountedVote(VoteOptions options, int samples, params IReadOnlyList<StopRule> rules) : ScalingPolicy
{
    public override int? MostSamples => samples;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var votes = new Votes(options);
        while (votes.Arrived.Total < samples)
        {
            int wave = NextWave(votes, traces), end = votes.Arrived.Total + wave;
            await foreach (Trace trace in traces.SampleAsync(wave, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                votes.Add(trace);
                if (SettledInAnyOrder(votes)) return votes.Arrived.ToOutcome();
                if (SettledAsDrawn(votes, end - votes.Arrived.Total, traces)) return votes.Drawn.ToOutcome();
            }

            if (SettledAsDrawn(votes, 0, traces)) return votes.Drawn.ToOutcome();
            // Fewer came than were asked for: the time is up.
            if (votes.Arrived.Total < end) break;
        }

        return votes.Arrived.ToOutcome();
    }

    private int NextWave(Votes votes, ITraceSource traces)
    {
        int left = samples - votes.Arrived.Total;
        if (options.Launch == SampleLaunch.AllAtOnce) return left;
        VoteState state = votes.State(samples, 0, traces);
        int fewest = left;
        foreach (StopRule rule in rules) fewest = Math.Min(fewest, rule.Fewest(in state));
        return fewest;
    }

    /// <summary>Another rule might have stopped earlier by the votes as they were drawn, for another answer; so all have to agree.</summary>
    private bool SettledInAnyOrder(Votes votes)
    {
        foreach (StopRule rule in rules)
        {
            if (!rule.StopsInAnyOrder(votes.Arrived, samples - votes.Arrived.Total)) return false;
        }

        return rules.Count > 0;
    }

    /// <summary>Judges one sample after the other, so that it does not matter how many arrive at once.</summary>
    private bool SettledAsDrawn(Votes votes, int running, ITraceSource traces)
    {
        while (votes.Draw(skipMissing: running == 0))
        {
            VoteState state = votes.State(samples, running, traces);
            foreach (StopRule rule in rules)
            {
                if (rule.Stops(in state)) return true;
            }
        }

        return false;
    }
}
