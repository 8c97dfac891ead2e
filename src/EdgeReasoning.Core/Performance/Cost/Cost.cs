namespace EdgeReasoning.Performance;

/// <summary>A cost and its two parts, in the currency of the <see cref="CostModel"/>.</summary>
/// <param name="Energy">The energy's part; null where the energy is unknown.</param>
/// <param name="Hardware">The device's part.</param>
public readonly record struct Cost(double? Energy, double Hardware)
{
    /// <summary>Both parts; null where one is unknown.</summary>
    public double? Total => Energy + Hardware;

    /// <summary>The cost, so many times.</summary>
    public static Cost operator *(Cost cost, double factor) => new(cost.Energy * factor, cost.Hardware * factor);

    /// <summary>The same as <c>*</c>.</summary>
    public static Cost Multiply(Cost cost, double factor) => cost * factor;
}
