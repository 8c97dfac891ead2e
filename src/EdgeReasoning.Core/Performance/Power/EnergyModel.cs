namespace EdgeReasoning.Performance;

/// <summary>Joules of a request on one power rail: power by phase times the latency of the phase.</summary>
public sealed record EnergyModel
{
    /// <summary>How long the phases take.</summary>
    public required LatencyModel Latency { get; init; }

    /// <summary>Power while the prompt is decoded; null where the meter could not resolve it.</summary>
    public PowerModel? PrefillPower { get; init; }

    /// <summary>Power while replies are decoded, one sequence; null where unknown.</summary>
    public PowerModel? DecodePower { get; init; }

    /// <summary>Watts of the idle device on the same rail; null where unknown.</summary>
    public double? IdleWatts { get; init; }

    /// <summary>Share by which decode power rises with each doubling of the sequences; null where it was not measured.</summary>
    public double? PowerRisePerDoubling { get; init; }

    /// <summary>Joules of a request that shares one prefill among its replies.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of each reply, from 0.</param>
    /// <param name="sequences">Replies that run together, from 1.</param>
    /// <param name="extrapolation">What to do outside the fitted ranges.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is too small, or outside a range and extrapolation is refused.</exception>
    public EnergyEstimate Predict(int promptTokens, int replyTokens, int sequences = 1, Extrapolation extrapolation = Extrapolation.Flag)
    {
        Prediction prefill = Latency.Prefill.Predict(promptTokens, extrapolation);
        Prediction decode = Latency.PredictDecode(promptTokens, replyTokens, sequences, extrapolation);
        double? factor = sequences == 1 ? 1 : 1 + (PowerRisePerDoubling * Math.Log2(sequences));
        Prediction? decodeJoules = factor is null ? null
            : DecodePower?.PredictJoules(new PhaseLoad(promptTokens, replyTokens, decode.Value), decode, extrapolation) * factor.Value;
        return new EnergyEstimate(
            PrefillPower?.PredictJoules(new PhaseLoad(0, promptTokens, prefill.Value), prefill, extrapolation),
            decodeJoules,
            IdleWatts * (prefill.Value + decode.Value));
    }

    /// <summary>The most reply tokens whose energy fits into <paramref name="joules"/>; 0 where not one does, null where the energy is unknown.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="joules">The energy, from 0, for all replies together.</param>
    /// <param name="sequences">Replies that share the prompt and run together, from 1.</param>
    public int? MaxReplyTokens(int promptTokens, double joules, int sequences = 1)
        => Predict(promptTokens, 1, sequences).TotalJoules is null
            ? null
            : TokenSearch.MaxTokens(joules, tokens => Predict(promptTokens, tokens, sequences).TotalJoules!.Value, nameof(joules));
}
