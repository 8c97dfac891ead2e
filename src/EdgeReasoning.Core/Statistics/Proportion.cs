using MathNet.Numerics.Distributions;

namespace EdgeReasoning.Statistics;

/// <summary>
/// Confidence intervals of a proportion, such as an accuracy, from successes among independent trials.
/// NaN contract: no trials give <see cref="Interval.None"/>.
/// </summary>
public static class Proportion
{
    /// <summary>
    /// The score interval of Wilson, <i>Probable Inference, the Law of Succession, and Statistical Inference</i>, 1927, without continuity
    /// correction. Its coverage is close to the level on average; the one to report by default.
    /// </summary>
    /// <param name="successes">Successes, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials, at least 0.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, there are more successes than trials, or the level is not between 0 and 1.</exception>
    public static Interval Wilson(int successes, int trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        if (trials == 0) return Interval.None;
        double z = Normal.InvCDF(0, 1, 0.5 + (confidence / 2));
        double n = trials;
        double p = successes / n;
        double scale = 1 + (z * z / n);
        double centre = (p + (z * z / (2 * n))) / scale;
        double half = z / scale * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new Interval(
            successes == 0 ? 0 : Math.Max(0, centre - half),
            successes == trials ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>
    /// The exact interval of Clopper and Pearson, <i>The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial</i>, 1934,
    /// from quantiles of the beta distribution. Its coverage is never below the level, so it is wider than <see cref="Wilson"/>.
    /// </summary>
    /// <param name="successes">Successes, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials, at least 0.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, there are more successes than trials, or the level is not between 0 and 1.</exception>
    public static Interval ClopperPearson(int successes, int trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        if (trials == 0) return Interval.None;
        double tail = (1 - confidence) / 2;
        int failures = trials - successes;
        return new Interval(
            successes == 0 ? 0 : Beta.InvCDF(successes, failures + 1, tail),
            failures == 0 ? 1 : Beta.InvCDF(successes + 1, failures, 1 - tail));
    }

    private static void Check(int successes, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        ConfidenceLevel.Check(confidence);
    }
}
