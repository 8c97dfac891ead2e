using System.Text.Json.Serialization;

namespace EdgeReasoning.Performance;

/// <summary>Watts of one phase on one power rail, idle included.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "form")]
[JsonDerivedType(typeof(ConstantPower), "constant")]
[JsonDerivedType(typeof(LinearPower), "linear")]
[JsonDerivedType(typeof(LogPower), "log")]
[JsonDerivedType(typeof(SaturatingPower), "saturating")]
[JsonDerivedType(typeof(SteppedLogPower), "artifact-stepped-log")]
[JsonDerivedType(typeof(ArtifactDecodePower), "artifact-decode")]
public abstract record PowerModel
{
    private protected PowerModel()
    {
    }

    /// <summary>How good the fit is; null for coefficients that came without.</summary>
    public FitReport? Fit { get; init; }

    /// <summary>Tokens of the phases that the model was fitted on; null for coefficients that came without.</summary>
    public TokenRange? FittedTokens { get; init; }

    /// <summary>Mean watts over the phase.</summary>
    public abstract double AverageWatts(in PhaseLoad load);

    /// <summary>Joules of the phase: mean watts times seconds.</summary>
    public double EnergyJoules(in PhaseLoad load) => load.Seconds <= 0 ? 0 : AverageWatts(load) * load.Seconds;

    /// <summary>Joules of a phase whose length is itself predicted, with the interval of both.</summary>
    /// <param name="load">The phase.</param>
    /// <param name="seconds">Its length; <paramref name="load"/> holds the value.</param>
    /// <param name="extrapolation">What to do outside of <see cref="FittedTokens"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The phase is outside, and extrapolation is refused.</exception>
    internal Prediction PredictJoules(in PhaseLoad load, in Prediction seconds, Extrapolation extrapolation)
    {
        bool outside = FittedTokens is { } range && FittedRange.Check(load.Tokens, range, extrapolation, nameof(load));
        double joules = EnergyJoules(load);
        double watts = load.Seconds > 0 ? joules / load.Seconds : 0;
        double? half = Fit?.RelativeHalfWidth;
        double? least = half is null ? null : Math.Max(0, 1 - half.Value);
        return new Prediction(joules, least * watts * seconds.Low, (1 + half) * watts * seconds.High, outside || seconds.IsExtrapolated);
    }
}
