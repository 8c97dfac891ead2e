namespace EdgeReasoning.Performance;

/// <summary>How far a fitted model can be trusted.</summary>
public sealed record FitReport
{
    /// <summary>Points given, outliers included.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Indices, in the order given, of the points that got no weight. They stay in the raw data.</summary>
    public required IReadOnlyList<int> Outliers { get; init; }

    /// <summary>Share of the variance explained, over the points that are not outliers. Null where the values do not vary.</summary>
    public required double? RSquared { get; init; }

    /// <summary>Mean absolute percentage error on the fitted points, outliers left out.</summary>
    public required double MapePercent { get; init; }

    /// <summary>Mean absolute percentage error on points held out by cross-validation, outliers left out. Null where there were too few points to hold any out.</summary>
    public double? HeldOutMapePercent { get; init; }

    /// <summary>Probability that the intervals aim at.</summary>
    public required double IntervalLevel { get; init; }

    /// <summary>Half the width of the interval of one new measurement, relative to the prediction. Another outlier is not covered. Null where there are too few points to say.</summary>
    public double? RelativeHalfWidth { get; init; }

    /// <summary>The coefficients with their intervals.</summary>
    public required IReadOnlyList<FittedParameter> Parameters { get; init; }

    /// <summary>What a reader must know before trusting the fit, in plain sentences. Empty when there is nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
