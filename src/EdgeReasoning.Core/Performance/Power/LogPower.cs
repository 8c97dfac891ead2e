namespace EdgeReasoning.Performance;

/// <summary>
/// <c>watts = max(FloorWatts, WattsPerLogToken · ln(tokens) + Watts)</c>: growth by the logarithm of the length. Continuous, and not
/// falling as long as <see cref="WattsPerLogToken"/> is not negative.
/// </summary>
public sealed record LogPower : PowerModel
{
    /// <summary>Watts that each e-fold of tokens adds.</summary>
    public required double WattsPerLogToken { get; init; }

    /// <summary>Watts of a phase of one token, before the floor.</summary>
    public required double Watts { get; init; }

    /// <summary>The least watts, such as the device's idle. Default 0.</summary>
    public double FloorWatts { get; init; }

    /// <inheritdoc/>
    public override double AverageWatts(in PhaseLoad load)
        => Math.Max(FloorWatts, (WattsPerLogToken * Math.Log(Math.Max(1, load.Tokens))) + Watts);
}
