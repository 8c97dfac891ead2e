using MathNet.Numerics.Statistics;

namespace EdgeReasoning.Statistics;

/// <summary>
/// Mean, spread and percentiles of a sample. NaN contract: a sample that is empty, holds a NaN, or is too small for the measure gives NaN;
/// nothing here throws for data, only for wrong settings.
/// </summary>
public static class Descriptive
{
    /// <summary>The arithmetic mean. NaN for an empty sample.</summary>
    /// <param name="values">The sample, in any order.</param>
    public static double Mean(ReadOnlySpan<double> values) => ArrayStatistics.Mean(values.ToArray());

    /// <summary>The standard deviation with the divisor n − 1. NaN for fewer than two values.</summary>
    /// <param name="values">The sample, in any order.</param>
    public static double StandardDeviation(ReadOnlySpan<double> values) => ArrayStatistics.StandardDeviation(values.ToArray());

    /// <summary>The standard error of the mean: the standard deviation (divisor n − 1) over √n, as lm-eval reports it. NaN for fewer than two values.</summary>
    /// <param name="values">The sample, in any order.</param>
    public static double StandardError(ReadOnlySpan<double> values) => StandardDeviation(values) / Math.Sqrt(values.Length);

    /// <summary>The 50th percentile. NaN for an empty sample.</summary>
    /// <param name="values">The sample, in any order.</param>
    public static double Median(ReadOnlySpan<double> values) => Percentile(values, 50);

    /// <summary>
    /// A percentile with linear interpolation between the closest ranks: definition 7 of Hyndman and Fan, <i>Sample Quantiles in Statistical
    /// Packages</i>, 1996, the default of numpy. NaN for an empty sample.
    /// </summary>
    /// <param name="values">The sample, in any order.</param>
    /// <param name="percent">Which percentile, from 0 (the least value) to 100 (the greatest).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is outside 0 to 100, or NaN.</exception>
    public static double Percentile(ReadOnlySpan<double> values, double percent) => Percentiles(values, [percent])[0];

    /// <summary>Several percentiles of one sample, which is sorted once. See <see cref="Percentile"/>.</summary>
    /// <param name="values">The sample, in any order.</param>
    /// <param name="percents">Which percentiles, each from 0 to 100.</param>
    /// <returns>The percentiles in the order asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A percentile is outside 0 to 100, or NaN.</exception>
    public static double[] Percentiles(ReadOnlySpan<double> values, ReadOnlySpan<double> percents)
    {
        foreach (double percent in percents)
        {
            if (percent is not (>= 0 and <= 100))
                throw new ArgumentOutOfRangeException(nameof(percents), percent, "A percentile lies between 0 and 100; give 95 for the 95th, not 0.95.");
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        // NaN sorts first, so that one look tells whether the sample holds any.
        bool undefined = sorted.Length == 0 || double.IsNaN(sorted[0]);
        double[] result = new double[percents.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = undefined ? double.NaN : SortedArrayStatistics.QuantileCustom(sorted, percents[i] / 100, QuantileDefinition.R7);
        return result;
    }
}
