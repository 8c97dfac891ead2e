namespace EdgeReasoning.Statistics;

/// <summary>
/// Distributions over j = 0, 1, …, built by the ratio of neighbours outwards from the mode and then scaled to sum to 1: exact to a few roundings,
/// whatever the size, where factorials would overflow and logarithms would lose digits.
/// </summary>
internal static class DrawWeights
{
    /// <summary>Weights of j = 0 … min(n, most) proportional to C(n, j)·odds^j.</summary>
    public static double[] Binomial(int n, double odds, int most) =>
        FromRatios(0, Math.Min(n, most), j => odds * (n - j) / (j + 1));

    /// <summary>Weights of j = 0 … most proportional to mean^j / j!.</summary>
    public static double[] Poisson(double mean, int most) =>
        mean > 0 ? FromRatios(0, most, j => mean / (j + 1)) : [1];

    /// <summary>Weights of j = 0 … min(marked, drawn) proportional to C(marked, j)·C(n − marked, drawn − j).</summary>
    public static double[] Hypergeometric(int n, int marked, int drawn)
    {
        int least = Math.Max(0, drawn - (n - marked));
        return FromRatios(least, Math.Min(marked, drawn), j => (marked - j) * (double)(drawn - j) / ((j + 1) * (double)(n - marked - drawn + j + 1)));
    }

    /// <summary>Weights of j = 0 … most proportional to C(j + shape − 1, j)·odds^j, for a shape above 0 and odds below 1.</summary>
    public static double[] NegativeBinomial(double shape, double odds, int most) =>
        FromRatios(0, most, j => odds * (j + shape) / (j + 1));

    private static double[] FromRatios(int first, int last, Func<int, double> nextOverThis)
    {
        double[] weights = new double[last + 1];
        // The ratio falls with j, or stays below 1, so the mode is where it crosses 1.
        int low = first, high = last;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (nextOverThis(middle) >= 1) low = middle + 1;
            else high = middle;
        }

        weights[low] = 1;
        for (int j = low; j < last; j++) weights[j + 1] = weights[j] * nextOverThis(j);
        for (int j = low; j > first; j--) weights[j - 1] = weights[j] / nextOverThis(j - 1);
        double sum = weights.Sum();
        for (int j = first; j <= last; j++) weights[j] /= sum;
        return weights;
    }
}
