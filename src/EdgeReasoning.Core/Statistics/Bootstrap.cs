using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace EdgeReasoning.Statistics;

/// <summary>
/// Bootstrap confidence intervals (Efron and Tibshirani, <i>An Introduction to the Bootstrap</i>, 1993). The same seed gives the same interval.
/// NaN contract: an empty sample, or a statistic that is NaN, gives NaN throughout.
/// </summary>
public static class Bootstrap
{
    private const int DefaultResamples = 2000;

    /// <summary>An interval of the mean.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="seed">The seed of the resampling.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.95.</param>
    /// <param name="resamples">How many resamples to draw, at least 100. Default 2000.</param>
    /// <param name="method">How the interval is read off. Default <see cref="BootstrapMethod.BiasCorrected"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there are fewer than 100 resamples.</exception>
    public static BootstrapResult Mean(
        ReadOnlySpan<double> values, int seed, double confidence = 0.95, int resamples = DefaultResamples, BootstrapMethod method = BootstrapMethod.BiasCorrected) =>
        Of(values, Descriptive.Mean, seed, confidence, resamples, method);

    /// <summary>
    /// An interval of the mean difference between two paired samples, such as two configurations judged on the same questions.
    /// Pairs are drawn together, so what is common to a pair cancels out.
    /// </summary>
    /// <param name="first">The first sample.</param>
    /// <param name="second">The second sample, of the same length and order. The difference is first − second.</param>
    /// <param name="seed">The seed of the resampling.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.95.</param>
    /// <param name="resamples">How many resamples to draw, at least 100. Default 2000.</param>
    /// <param name="method">How the interval is read off. Default <see cref="BootstrapMethod.BiasCorrected"/>.</param>
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there are fewer than 100 resamples.</exception>
    public static BootstrapResult PairedDifference(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, int seed,
        double confidence = 0.95, int resamples = DefaultResamples, BootstrapMethod method = BootstrapMethod.BiasCorrected)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"Paired samples are equally long; these have {first.Length} and {second.Length} values.", nameof(second));
        double[] differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++) differences[i] = first[i] - second[i];
        return Mean(differences, seed, confidence, resamples, method);
    }

    /// <summary>An interval of any statistic.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="statistic">The statistic. Called once a resample, and once a value for the bias correction.</param>
    /// <param name="seed">The seed of the resampling.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.95.</param>
    /// <param name="resamples">How many resamples to draw, at least 100. Default 2000.</param>
    /// <param name="method">How the interval is read off. Default <see cref="BootstrapMethod.BiasCorrected"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="statistic"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there are fewer than 100 resamples.</exception>
    public static BootstrapResult Of(
        ReadOnlySpan<double> values, Func<ReadOnlySpan<double>, double> statistic, int seed,
        double confidence = 0.95, int resamples = DefaultResamples, BootstrapMethod method = BootstrapMethod.BiasCorrected)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ConfidenceLevel.Check(confidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        if (values.IsEmpty) return new BootstrapResult(double.NaN, double.NaN, Interval.None, resamples);

        double estimate = statistic(values);
        double[] resampled = Resample(values, statistic, seed, resamples);
        double tail = (1 - confidence) / 2;
        (double low, double high) = method == BootstrapMethod.BiasCorrected
            ? CorrectedTails(values, statistic, estimate, resampled, tail)
            : (tail, 1 - tail);
        double[] ends = Descriptive.Percentiles(resampled, [100 * low, 100 * high]);
        return new BootstrapResult(estimate, Descriptive.StandardDeviation(resampled), new Interval(ends[0], ends[1]), resamples);
    }

    private static double[] Resample(ReadOnlySpan<double> values, Func<ReadOnlySpan<double>, double> statistic, int seed, int resamples)
    {
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        double[] drawn = new double[values.Length];
        double[] resampled = new double[resamples];
        for (int r = 0; r < resamples; r++)
        {
            for (int i = 0; i < drawn.Length; i++) drawn[i] = values[random.Next(values.Length)];
            resampled[r] = statistic(drawn);
        }

        return resampled;
    }

    private static (double Low, double High) CorrectedTails(
        ReadOnlySpan<double> values, Func<ReadOnlySpan<double>, double> statistic, double estimate, double[] resampled, double tail)
    {
        // Resamples equal to the estimate count half, so that a discrete statistic (an accuracy) is not taken for a biased one.
        double below = 0;
        foreach (double value in resampled) below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        double share = below / resampled.Length;
        if (share is not (> 0 and < 1)) return (tail, 1 - tail);
        double bias = Normal.InvCDF(0, 1, share);
        double acceleration = Acceleration(values, statistic);
        return (Correct(tail), Correct(1 - tail));

        double Correct(double level)
        {
            double shifted = bias + Normal.InvCDF(0, 1, level);
            return Normal.CDF(0, 1, bias + (shifted / (1 - (acceleration * shifted))));
        }
    }

    private static double Acceleration(ReadOnlySpan<double> values, Func<ReadOnlySpan<double>, double> statistic)
    {
        if (values.Length < 2) return 0;
        double[] rest = values[1..].ToArray();
        double[] jackknife = new double[values.Length];
        for (int i = 0; i < jackknife.Length; i++)
        {
            if (i > 0) rest[i - 1] = values[i - 1];
            jackknife[i] = statistic(rest);
        }

        double mean = Descriptive.Mean(jackknife), cubes = 0, squares = 0;
        foreach (double value in jackknife)
        {
            double d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
