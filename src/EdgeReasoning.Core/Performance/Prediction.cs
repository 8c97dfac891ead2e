namespace EdgeReasoning.Performance;

/// <summary>A predicted value with its interval. The unit is that of the method that returned it.</summary>
/// <param name="Value">The prediction.</param>
/// <param name="Low">Lower end of the interval for one new measurement; null where the fit's scatter is unknown.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="IsExtrapolated">The model was asked beyond the range that it was fitted on; the interval does not cover that risk.</param>
public readonly record struct Prediction(double Value, double? Low, double? High, bool IsExtrapolated)
{
    /// <summary>A prediction whose interval is <paramref name="relativeHalfWidth"/> of its value to either side, cut at 0.</summary>
    internal static Prediction Of(double value, double? relativeHalfWidth, bool isExtrapolated) => relativeHalfWidth is { } width
        ? new Prediction(value, Math.Max(0, value * (1 - width)), value * (1 + width), isExtrapolated)
        : new Prediction(value, null, null, isExtrapolated);

    /// <summary>The sum. Intervals add end to end, which is right for errors that go the same way and wide for all others.</summary>
    public static Prediction operator +(Prediction left, Prediction right) => new(
        left.Value + right.Value,
        left.Low + right.Low,
        left.High + right.High,
        left.IsExtrapolated || right.IsExtrapolated);

    /// <summary>The same as <c>+</c>.</summary>
    public static Prediction Add(Prediction left, Prediction right) => left + right;

    /// <summary>The prediction, so many times.</summary>
    public static Prediction operator *(Prediction prediction, double factor)
        => prediction with { Value = prediction.Value * factor, Low = prediction.Low * factor, High = prediction.High * factor };

    /// <summary>The same as <c>*</c>.</summary>
    public static Prediction Multiply(Prediction prediction, double factor) => prediction * factor;
}
