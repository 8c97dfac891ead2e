namespace EdgeReasoning.Performance;

/// <summary>
/// Decode power as the EdgeReasoning artifact computes it: a logarithm up to 64 reply tokens, and beyond them the exponential of the
/// nearest measured configuration. It jumps where it switches; use it only to reproduce the artifact's numbers.
/// </summary>
public sealed record ArtifactDecodePower : PowerModel
{
    private const int LastLogTokens = 64;

    /// <summary>Whose measured configurations are looked up.</summary>
    public required ArtifactModel Model { get; init; }

    /// <summary>Watts that each e-fold of reply tokens adds.</summary>
    public required double WattsPerLogToken { get; init; }

    /// <summary>Watts of the logarithm at one token.</summary>
    public required double Watts { get; init; }

    /// <inheritdoc/>
    public override double AverageWatts(in PhaseLoad load)
        => load.Tokens <= LastLogTokens
            ? Math.Max(0, (WattsPerLogToken * Math.Log(Math.Max(1, load.Tokens))) + Watts)
            : ArtifactDecodeTable.Nearest(Model, load.ContextTokens, load.Tokens).AverageWatts(load.Seconds);
}
