using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>
/// Seconds of decoding many sequences together: a step takes <c>cost(k) + SecondsPerAttendedToken · attended</c>. The cost rises in
/// steps with the kernels, so it is a table with straight lines between its rows. With <see cref="KvLayout.Separate"/> a sequence
/// attends over its own context; with <see cref="KvLayout.Unified"/> every sequence attends over all cells in use.
/// </summary>
public sealed record ParallelDecodeModel
{
    /// <summary>How the sequences lie in KV memory. Models of the two layouts are different models.</summary>
    public required KvLayout Layout { get; init; }

    /// <summary>The cost table, by rising number of sequences, from 1 row.</summary>
    public required IReadOnlyList<SequenceCost> Costs { get; init; }

    /// <summary>Seconds for one sequence to attend over one token.</summary>
    public required double SecondsPerAttendedToken { get; init; }

    /// <summary>Seconds to copy one token of a shared prefix into one more sequence; 0 where a fork shares it.</summary>
    public double SecondsPerCopiedToken { get; init; }

    /// <summary>How steps are counted. Default <see cref="DecodeIntervals.BetweenTokens"/>.</summary>
    public DecodeIntervals Intervals { get; init; } = DecodeIntervals.BetweenTokens;

    /// <summary>Context lengths of one sequence, prefix and reply together, that the model was fitted on; null for coefficients that came without.</summary>
    public TokenRange? FittedContextTokens { get; init; }

    /// <summary>How good the fit is; null for coefficients that came without.</summary>
    public FitReport? Fit { get; init; }

    /// <summary>Tokens that one step attends over, summed over the sequences.</summary>
    /// <param name="sequences">Sequences, from 1.</param>
    /// <param name="prefixTokens">Tokens that all share, from 0.</param>
    /// <param name="ownTokens">Further tokens of each sequence (their mean), from 0.</param>
    public double AttendedTokens(int sequences, double prefixTokens, double ownTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(prefixTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(ownTokens);
        double each = Layout == KvLayout.Unified ? prefixTokens + (sequences * ownTokens) : prefixTokens + ownTokens;
        return sequences * each;
    }

    /// <summary>Seconds of one step.</summary>
    /// <param name="sequences">Sequences, from 1.</param>
    /// <param name="prefixTokens">Tokens that all share, from 0.</param>
    /// <param name="ownTokens">Further tokens of each sequence (their mean), from 0.</param>
    public double PredictStepSeconds(int sequences, double prefixTokens, double ownTokens)
        => CostSeconds(sequences) + (SecondsPerAttendedToken * AttendedTokens(sequences, prefixTokens, ownTokens));

    /// <summary>Seconds from the first token to the last when all sequences decode <paramref name="replyTokens"/>.</summary>
    /// <param name="sequences">Sequences, from 1.</param>
    /// <param name="promptTokens">Tokens of the shared prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    public double PredictSeconds(int sequences, int promptTokens, int replyTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replyTokens);
        double steps = DecodeLatencyModel.StepCount(replyTokens, Intervals);
        if (steps == 0)
        {
            return 0;
        }

        // Attended tokens are linear in the reply's position, so the sum over the steps is the mean position times their number.
        double meanOwn = (DecodeLatencyModel.ContextSum(0, replyTokens, Intervals)) / steps;
        double copied = Layout == KvLayout.Separate ? (sequences - 1) * (double)promptTokens : 0;
        return (steps * PredictStepSeconds(sequences, promptTokens, meanOwn)) + (SecondsPerCopiedToken * copied);
    }

    /// <summary>Seconds of a reply, with the interval, and flagged beyond the measured numbers of sequences and contexts.</summary>
    /// <param name="sequences">Sequences, from 1.</param>
    /// <param name="promptTokens">Tokens of the shared prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    /// <param name="extrapolation">What to do outside the fitted range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is too small, or outside the range and extrapolation is refused.</exception>
    public Prediction Predict(int sequences, int promptTokens, int replyTokens, Extrapolation extrapolation = Extrapolation.Flag)
    {
        double seconds = PredictSeconds(sequences, promptTokens, replyTokens);
        bool outside = sequences < Costs[0].Sequences || sequences > Costs[^1].Sequences;
        if (outside && extrapolation == Extrapolation.Refuse)
        {
            throw new ArgumentOutOfRangeException(nameof(sequences), sequences,
                $"This model was fitted on {Costs[0].Sequences} to {Costs[^1].Sequences} sequences. Measure there, or ask with {nameof(Extrapolation)}.{nameof(Extrapolation.Flag)}.");
        }

        if (FittedContextTokens is { } range)
        {
            outside |= FittedRange.Check(promptTokens, range, extrapolation);
            outside |= FittedRange.Check(promptTokens + replyTokens, range, extrapolation, nameof(replyTokens));
        }

        return Prediction.Of(seconds, Fit?.RelativeHalfWidth, outside);
    }

    /// <summary>Seconds of a step at empty contexts. Beyond the table the last slope goes on.</summary>
    /// <param name="sequences">Sequences, from 1.</param>
    public double CostSeconds(int sequences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        if (Costs.Count == 1)
        {
            return Costs[0].SecondsPerStep;
        }

        int upper = 1;
        while (upper < Costs.Count - 1 && Costs[upper].Sequences < sequences)
        {
            upper++;
        }

        (SequenceCost low, SequenceCost high) = (Costs[upper - 1], Costs[upper]);
        double share = (sequences - low.Sequences) / (double)(high.Sequences - low.Sequences);
        return low.SecondsPerStep + (share * (high.SecondsPerStep - low.SecondsPerStep));
    }
}
