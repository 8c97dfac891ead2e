namespace EdgeReasoning.Performance;

/// <summary>Joules of a request, by phase. Unknown is null.</summary>
/// <param name="Prefill">Energy of the prompt, in joules.</param>
/// <param name="Decode">Energy of the replies, in joules.</param>
/// <param name="IdleJoules">What the device would have drawn in that time anyway; part of the two others.</param>
public readonly record struct EnergyEstimate(Prediction? Prefill, Prediction? Decode, double? IdleJoules)
{
    /// <summary>Both phases with the interval; null where one is unknown.</summary>
    public Prediction? Total => Prefill + Decode;

    /// <summary>Joules of both phases; null where one is unknown.</summary>
    public double? TotalJoules => Total?.Value;

    /// <summary>What the request adds to idling; null where a part is unknown.</summary>
    public double? NetJoules => TotalJoules - IdleJoules;
}
