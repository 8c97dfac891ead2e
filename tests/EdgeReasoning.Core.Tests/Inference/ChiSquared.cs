namespace EdgeReasoning.Core.Tests.Inference;

/// <summary>Pearson's test of counts against probabilities. With fixed seeds its outcome is fixed too.</summary>
internal static class ChiSquared
{
    /// <summary>The probability of counts at least as far from the expected ones; outcomes expected less than 5 times are taken together.</summary>
    public static double PValue(ReadOnlySpan<int> counts, ReadOnlySpan<double> probabilities)
    {
        long draws = 0;
        foreach (int count in counts) draws += count;
        double statistic = 0, rareExpected = 0;
        int rareCount = 0, cells = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            double expected = probabilities[i] * draws;
            if (expected == 0 && counts[i] > 0) return 0;
            if (expected < 5)
            {
                rareExpected += expected;
                rareCount += counts[i];
                continue;
            }
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
            cells++;
        }
        if (rareExpected >= 5)
        {
            statistic += (rareCount - rareExpected) * (rareCount - rareExpected) / rareExpected;
            cells++;
        }
        return cells < 2 ? 1 : 1 - MathNet.Numerics.Distributions.ChiSquared.CDF(cells - 1, statistic);
    }
}
