using MathNet.Numerics;

namespace EdgeReasoning.Statistics;

/// <summary>
/// The early-stopping estimate of MLPerf Inference: a percentile latency that holds with a stated confidence although few queries ran.
/// It is the least latency L for which the data show that at least the given share of queries is within L.
/// </summary>
public static class EarlyStopping
{
    /// <summary>
    /// The most queries of a run that may be over a latency limit while the run still shows, at the confidence, that the share
    /// <paramref name="percentile"/> is within it: the largest t with P(Binomial(n, 1 − p) ≤ t) ≤ 1 − confidence.
    /// </summary>
    /// <param name="queries">Queries in the run, n, at least 0.</param>
    /// <param name="percentile">The share p, between 0 and 1, both excluded; 0.9 for the 90th percentile.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.99, MLPerf's.</param>
    /// <returns>That number, or −1 when the run is too short even with none over.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static int MaxOverLatency(int queries, double percentile, double confidence = 0.99)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(queries);
        Check(percentile, confidence);
        // The tail grows with t, so the largest t that passes is found by halving.
        int passes = -1, fails = queries;
        while (fails - passes > 1)
        {
            int middle = (passes + fails) / 2;
            if (Passes(queries, middle, percentile, confidence)) passes = middle;
            else fails = middle;
        }

        return passes;
    }

    /// <summary>The fewest queries after which <paramref name="overLatency"/> of them may be over the limit. The inverse of <see cref="MaxOverLatency"/>.</summary>
    /// <param name="overLatency">Queries over the limit, t, at least 0.</param>
    /// <param name="percentile">The share p, between 0 and 1, both excluded; 0.9 for the 90th percentile.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.99, MLPerf's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static int MinQueries(int overLatency, double percentile, double confidence = 0.99)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(overLatency);
        Check(percentile, confidence);
        int fails = overLatency, passes = overLatency + 1;
        while (!Passes(passes, overLatency, percentile, confidence))
        {
            fails = passes;
            passes = checked(passes * 2);
        }

        while (passes - fails > 1)
        {
            int middle = fails + ((passes - fails) / 2);
            if (Passes(middle, overLatency, percentile, confidence)) passes = middle;
            else fails = middle;
        }

        return passes;
    }

    /// <summary>
    /// The estimate of a percentile latency: the t-th largest latency, with t of <see cref="MaxOverLatency"/>. Above the plain percentile, and
    /// closer to it the longer the run.
    /// </summary>
    /// <param name="latencies">The latencies, in any order and any one unit.</param>
    /// <param name="percentile">The share p, between 0 and 1, both excluded; 0.9 for the 90th percentile.</param>
    /// <param name="confidence">The level, between 0 and 1, both excluded. Default 0.99, MLPerf's.</param>
    /// <returns>The estimate in the unit of the latencies; NaN for fewer queries than t = 1 needs (64 for the 90th percentile), or where a latency is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double Estimate(ReadOnlySpan<double> latencies, double percentile, double confidence = 0.99)
    {
        int over = MaxOverLatency(latencies.Length, percentile, confidence);
        if (over < 1) return double.NaN;
        double[] sorted = latencies.ToArray();
        Array.Sort(sorted);
        return double.IsNaN(sorted[0]) ? double.NaN : sorted[^over];
    }

    private static bool Passes(int queries, int over, double percentile, double confidence) =>
        queries > over && SpecialFunctions.BetaRegularized(queries - over, over + 1, percentile) <= 1 - confidence;

    private static void Check(double percentile, double confidence)
    {
        if (percentile is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "The share lies between 0 and 1, both excluded; give 0.9 for the 90th percentile.");
        ConfidenceLevel.Check(confidence);
    }
}
