using EdgeReasoning.Answers;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Starts k samples and lets the first m that finish vote; of equal votes the answer with the shortest trace wins.</summary>
internal sealed class ShortestFirstPolicy(int samples, int finishers, AnswerEquality equality) : ScalingPolicy
{
    public override int? MostSamples => samples;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var finished = new List<Trace>(finishers);
        var tally = new VoteTally(equality);
        await foreach (Trace trace in traces.SampleAsync(samples, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            finished.Add(trace);
            tally.Add(trace);
            // Where traces take turns, one that finishes later may be the shorter, so a tie settles nothing.
            if (finished.Count == finishers || tally.Leader.Votes - tally.RunnerUp.Votes > finishers - finished.Count) break;
        }

        return ByLength(finished);
    }

    /// <summary>A vote whose ties go by length: ranks take the place of the indices, and are replaced by them afterwards.</summary>
    private ScalingOutcome ByLength(List<Trace> finished)
    {
        Trace[] ranked = [.. finished.OrderBy(trace => trace.Usage.OutputTokens).ThenBy(trace => trace.Index)];
        var tally = new VoteTally(equality);
        for (int rank = 0; rank < ranked.Length; rank++) tally.Add(ranked[rank].Extracted?.Normalized, rank);
        ScalingOutcome outcome = tally.ToOutcome();
        return outcome with
        {
            Sample = outcome.Sample is { } winner ? ranked[winner].Index : null,
            Counts = [.. outcome.Counts.Select(count => count with { FirstSample = ranked[count.FirstSample].Index })],
        };
    }
}
