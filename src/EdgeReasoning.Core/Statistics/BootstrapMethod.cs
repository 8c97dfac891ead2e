namespace EdgeReasoning.Statistics;

/// <summary>How a bootstrap interval is read off the resampled statistics.</summary>
public enum BootstrapMethod
{
    /// <summary>Their percentiles as they are (Efron, 1979).</summary>
    Percentile,

    /// <summary>Percentiles corrected for bias and skewness, BCa (Efron, <i>Better Bootstrap Confidence Intervals</i>, 1987).</summary>
    BiasCorrected,
}
