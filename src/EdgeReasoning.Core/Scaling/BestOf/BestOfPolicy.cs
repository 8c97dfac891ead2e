using EdgeReasoning.Answers;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Scaling;

/// <summary>Samples n traces and takes the one that a scorer likes best.</summary>
internal sealed class BestOfPolicy(int samples, Func<Trace, CancellationToken, ValueTask<double>> scorer, double? goodEnough) : ScalingPolicy
{
    public override int? MostSamples => samples;

    public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var tally = new VoteTally();
        Trace? best = null;
        double bestScore = double.NegativeInfinity;
        await foreach (Trace trace in traces.SampleAsync(samples, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            tally.Add(trace);
            double score = await scorer(trace, cancellationToken).ConfigureAwait(false);
            if (double.IsNaN(score)) throw new InvalidOperationException($"The scorer gave trace {trace.Index} NaN; give a worthless trace negative infinity.");
            if (best is null || score > bestScore || (score == bestScore && trace.Index < best.Index)) (best, bestScore) = (trace, score);
            if (score >= goodEnough) break;
        }

        return best is null ? tally.ToOutcome() : Chosen(tally, best);
    }

    /// <summary>The votes as they are, with the chosen answer at their head.</summary>
    private static ScalingOutcome Chosen(VoteTally tally, Trace best)
    {
        ScalingOutcome outcome = tally.ToOutcome();
        string? answer = best.Extracted?.Normalized;
        VoteCount chosen = outcome.Counts.FirstOrDefault(count => AnswerEquality.Mathematical.Equals(count.Answer, answer)) ?? VoteCount.None;
        return outcome with
        {
            Answer = answer,
            Sample = best.Index,
            Agreement = tally.Valid > 0 ? chosen.Votes / (double)tally.Valid : 0,
            AgreementOverAll = chosen.Votes / (double)tally.Total,
            Counts = [.. outcome.Counts.OrderByDescending(count => count == chosen)],
        };
    }
}
