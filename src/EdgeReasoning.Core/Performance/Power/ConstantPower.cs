namespace EdgeReasoning.Performance;

/// <summary>The same watts whatever the phase.</summary>
public sealed record ConstantPower : PowerModel
{
    /// <summary>The watts.</summary>
    public required double Watts { get; init; }

    /// <inheritdoc/>
    public override double AverageWatts(in PhaseLoad load) => Watts;
}
