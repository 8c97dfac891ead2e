namespace EdgeReasoning.Performance;

/// <summary>
/// A constant up to a threshold and a logarithm beyond it, as the EdgeReasoning artifact models prefill power. It jumps at the
/// threshold, where 1 Hz sampling first resolved a prefill; use it only to reproduce the artifact's numbers.
/// </summary>
public sealed record SteppedLogPower : PowerModel
{
    /// <summary>Longest prompt of the constant part, in tokens.</summary>
    public required int ThresholdTokens { get; init; }

    /// <summary>Watts up to the threshold.</summary>
    public required double ConstantWatts { get; init; }

    /// <summary>Watts that each e-fold of tokens adds beyond it.</summary>
    public required double WattsPerLogToken { get; init; }

    /// <summary>Watts of the logarithm at one token.</summary>
    public required double Watts { get; init; }

    /// <inheritdoc/>
    public override double AverageWatts(in PhaseLoad load)
        => Math.Max(0, load.Tokens <= ThresholdTokens ? ConstantWatts : (WattsPerLogToken * Math.Log(load.Tokens)) + Watts);
}
