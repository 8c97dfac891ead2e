namespace EdgeReasoning.Performance;

/// <summary>Prefill and decode together: how long a request takes, and how many tokens fit into a time.</summary>
public sealed record LatencyModel
{
    /// <summary>From the prompt to the first token.</summary>
    public required PrefillLatencyModel Prefill { get; init; }

    /// <summary>From the first token to the last, one sequence.</summary>
    public required DecodeLatencyModel Decode { get; init; }

    /// <summary>The same for many sequences; null where it was not measured.</summary>
    public ParallelDecodeModel? Parallel { get; init; }

    /// <summary>Seconds of a request: one prefill and one reply.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of the reply, from 0.</param>
    public double PredictSeconds(int promptTokens, int replyTokens)
        => Prefill.PredictSeconds(promptTokens) + Decode.PredictSeconds(promptTokens, replyTokens);

    /// <summary>Seconds of a request that shares one prefill among <paramref name="sequences"/> replies.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    /// <param name="sequences">Replies, from 1.</param>
    /// <exception cref="InvalidOperationException">More than one sequence is asked for, and <see cref="Parallel"/> is null.</exception>
    public double PredictSeconds(int promptTokens, int replyTokens, int sequences)
        => Prefill.PredictSeconds(promptTokens) + DecodeSeconds(promptTokens, replyTokens, sequences);

    /// <summary>Seconds of a request with the interval.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    /// <param name="sequences">Replies that share the prompt and run together, from 1.</param>
    /// <param name="extrapolation">What to do outside the fitted ranges.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is too small, or outside a range and extrapolation is refused.</exception>
    /// <exception cref="InvalidOperationException">More than one sequence is asked for, and <see cref="Parallel"/> is null.</exception>
    public Prediction Predict(int promptTokens, int replyTokens, int sequences = 1, Extrapolation extrapolation = Extrapolation.Flag)
        => Prefill.Predict(promptTokens, extrapolation) + PredictDecode(promptTokens, replyTokens, sequences, extrapolation);

    /// <summary>The most reply tokens whose prefill and decode fit into <paramref name="seconds"/>; 0 where not one does.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="seconds">The time, from 0; not a number is refused.</param>
    /// <param name="sequences">Replies that share the prompt and run together, from 1.</param>
    public int MaxReplyTokens(int promptTokens, double seconds, int sequences = 1)
        => TokenSearch.MaxTokens(seconds, tokens => PredictSeconds(promptTokens, tokens, sequences), nameof(seconds));

    /// <summary>The most further tokens that fit into <paramref name="secondsLeft"/> while a reply is under way.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="generatedTokens">Tokens of each reply so far, from 0.</param>
    /// <param name="secondsLeft">The time left; 0 or less leaves no token.</param>
    /// <param name="sequences">Replies that run together, from 1.</param>
    public int RemainingReplyTokens(int promptTokens, int generatedTokens, double secondsLeft, int sequences = 1)
    {
        double spent = DecodeSeconds(promptTokens, generatedTokens, sequences);
        return TokenSearch.MaxTokens(
            Math.Max(0, secondsLeft), tokens => DecodeSeconds(promptTokens, generatedTokens + tokens, sequences) - spent, nameof(secondsLeft));
    }

    internal Prediction PredictDecode(int promptTokens, int replyTokens, int sequences, Extrapolation extrapolation)
        => sequences == 1
            ? Decode.Predict(promptTokens, replyTokens, extrapolation)
            : RequireParallel(sequences).Predict(sequences, promptTokens, replyTokens, extrapolation);

    internal double DecodeSeconds(int promptTokens, int replyTokens, int sequences)
        => sequences == 1
            ? Decode.PredictSeconds(promptTokens, replyTokens)
            : RequireParallel(sequences).PredictSeconds(sequences, promptTokens, replyTokens);

    private ParallelDecodeModel RequireParallel(int sequences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        return Parallel ?? throw new InvalidOperationException(
            $"This profile has no measurements of parallel decoding, so nothing is known of {sequences} sequences. Profile with parallel counts.");
    }
}
