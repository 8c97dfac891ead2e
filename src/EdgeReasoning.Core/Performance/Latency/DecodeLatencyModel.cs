namespace EdgeReasoning.Performance;

/// <summary>
/// Seconds of decoding one sequence: a step takes <c>SecondsPerStep + SecondsPerContextToken · context</c>, and a reply is the sum of
/// its steps (EdgeReasoning, arXiv 2511.01866, decode latency).
/// </summary>
public sealed record DecodeLatencyModel
{
    /// <summary>Seconds of a step at an empty context: the time to read the weights.</summary>
    public required double SecondsPerStep { get; init; }

    /// <summary>Seconds that each token in the context adds to a step: the time to read its keys and values.</summary>
    public required double SecondsPerContextToken { get; init; }

    /// <summary>How steps are counted. Default <see cref="DecodeIntervals.BetweenTokens"/>.</summary>
    public DecodeIntervals Intervals { get; init; } = DecodeIntervals.BetweenTokens;

    /// <summary>Context lengths, prompt and reply together, that the model was fitted on.</summary>
    public required TokenRange FittedContextTokens { get; init; }

    /// <summary>How good the fit is; null for coefficients that came without.</summary>
    public FitReport? Fit { get; init; }

    /// <summary>Seconds of one step that attends over <paramref name="contextTokens"/> tokens, from 0.</summary>
    public double PredictStepSeconds(double contextTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contextTokens);
        return SecondsPerStep + (SecondsPerContextToken * contextTokens);
    }

    /// <summary>Seconds from the first token of a reply to its last.</summary>
    /// <param name="promptTokens">Tokens in the context before the reply, from 0.</param>
    /// <param name="replyTokens">Tokens of the reply, from 0.</param>
    public double PredictSeconds(int promptTokens, int replyTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(promptTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(replyTokens);
        return (Steps(replyTokens) * SecondsPerStep) + (ContextSum(promptTokens, replyTokens) * SecondsPerContextToken);
    }

    /// <summary>Seconds of a reply, with the interval and whether its context lies outside <see cref="FittedContextTokens"/>.</summary>
    /// <param name="promptTokens">Tokens in the context before the reply, from 0.</param>
    /// <param name="replyTokens">Tokens of the reply, from 0.</param>
    /// <param name="extrapolation">What to do outside the fitted range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or outside the range and extrapolation is refused.</exception>
    public Prediction Predict(int promptTokens, int replyTokens, Extrapolation extrapolation = Extrapolation.Flag)
    {
        double seconds = PredictSeconds(promptTokens, replyTokens);
        bool outside = FittedRange.Check(promptTokens, FittedContextTokens, extrapolation);
        outside |= FittedRange.Check(promptTokens + replyTokens, FittedContextTokens, extrapolation, nameof(replyTokens));
        return Prediction.Of(seconds, Fit?.RelativeHalfWidth, outside);
    }

    /// <summary>Steps that a reply takes.</summary>
    internal double Steps(int replyTokens) => StepCount(replyTokens, Intervals);

    internal static double StepCount(int replyTokens, DecodeIntervals intervals)
        => intervals == DecodeIntervals.EveryToken ? replyTokens : Math.Max(0, replyTokens - 1);

    internal double ContextSum(int promptTokens, int replyTokens) => ContextSum(promptTokens, replyTokens, Intervals);

    /// <summary>Sum of the context lengths over the steps of a reply.</summary>
    internal static double ContextSum(int promptTokens, int replyTokens, DecodeIntervals intervals)
    {
        double steps = StepCount(replyTokens, intervals);

        // The step after token i sees i tokens of the reply, the one just sampled included; the artifact counts from 0.
        double first = intervals == DecodeIntervals.EveryToken ? 0 : 1;
        return steps * (promptTokens + first + ((steps - 1) / 2));
    }
}
