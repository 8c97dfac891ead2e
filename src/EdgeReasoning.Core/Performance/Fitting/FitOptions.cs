namespace EdgeReasoning.Performance;

/// <summary>How a model is fitted to measured points.</summary>
public sealed record FitOptions
{
    /// <summary>Relative, robust, non-negative, 90 % intervals.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>Plain least squares as the EdgeReasoning artifact does: absolute residuals, no bounds, every point counts.</summary>
    public static FitOptions Ordinary { get; } = new() { Weighting = FitWeighting.Absolute, NonNegative = false, Robust = false };

    /// <summary>Which residuals are made small. Default <see cref="FitWeighting.Relative"/>.</summary>
    public FitWeighting Weighting { get; init; } = FitWeighting.Relative;

    /// <summary>No coefficient below 0, so that latency and energy cannot fall as tokens grow. Default true.</summary>
    public bool NonNegative { get; init; } = true;

    /// <summary>Points far from the others lose their weight (Tukey's biweight after a least-absolute start). They are kept and marked. Default true.</summary>
    public bool Robust { get; init; } = true;

    /// <summary>Probability that the intervals aim at, between 0 and 1. Default 0.9.</summary>
    public double IntervalLevel { get; init; } = 0.9;

    /// <summary>Parts of the cross-validation, from 2; never more than there are points. Default 10.</summary>
    public int Folds { get; init; } = 10;

    internal void Validate()
    {
        if (IntervalLevel is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(IntervalLevel), IntervalLevel, "The level of an interval lies between 0 and 1, 0.9 say.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
    }
}
