namespace EdgeReasoning.Statistics;

/// <summary>A statistic with its bootstrap interval.</summary>
/// <param name="Estimate">The statistic of the sample itself.</param>
/// <param name="StandardError">The standard deviation of the resampled statistics. NaN for an empty sample.</param>
/// <param name="Interval">The confidence interval. <see cref="Interval.None"/> for an empty sample.</param>
/// <param name="Resamples">How many resamples it was made from.</param>
public sealed record BootstrapResult(double Estimate, double StandardError, Interval Interval, int Resamples);
