namespace EdgeReasoning.Statistics;

/// <summary>A closed interval, such as a confidence interval. Both ends are NaN where there was nothing to estimate from.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end, at least the lower one.</param>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>The interval of no data: both ends are NaN.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN);

    /// <summary>The distance between the ends, NaN for <see cref="None"/>.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether a value lies inside or on an end. Always false for <see cref="None"/>.</summary>
    /// <param name="value">The value.</param>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}
