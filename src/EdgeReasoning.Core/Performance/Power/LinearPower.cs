namespace EdgeReasoning.Performance;

/// <summary><c>watts = WattsPerToken · tokens + Watts</c>, never below 0.</summary>
public sealed record LinearPower : PowerModel
{
    /// <summary>Watts that each token of the phase adds.</summary>
    public required double WattsPerToken { get; init; }

    /// <summary>Watts of an empty phase.</summary>
    public required double Watts { get; init; }

    /// <inheritdoc/>
    public override double AverageWatts(in PhaseLoad load) => Math.Max(0, (WattsPerToken * load.Tokens) + Watts);
}
