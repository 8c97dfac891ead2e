namespace EdgeReasoning.Benchmarks.Measuring;

/// <summary>How fast times grow: the b of time ∝ nᵇ.</summary>
internal static class PowerLaw
{
    /// <summary>The slope of the least-squares line through the logarithms.</summary>
    /// <param name="sizes">The sizes n, above 0, two different ones at least.</param>
    /// <param name="times">The time of each, above 0.</param>
    /// <exception cref="ArgumentException">There are not as many times as sizes, one of them is not above 0, or all sizes are the same.</exception>
    public static double Exponent(IReadOnlyList<double> sizes, IReadOnlyList<double> times)
    {
        if (sizes.Count != times.Count) throw new ArgumentException($"There are {sizes.Count} sizes and {times.Count} times; each size needs one.", nameof(times));
        if (sizes.Concat(times).Any(value => !(value > 0))) throw new ArgumentException("Sizes and times must be above 0: they are taken as logarithms.", nameof(times));
        double[] x = [.. sizes.Select(size => Math.Log(size))], y = [.. times.Select(time => Math.Log(time))];
        double meanX = x.Average(), meanY = y.Average(), spread = x.Sum(value => (value - meanX) * (value - meanX));
        if (spread == 0) throw new ArgumentException("All sizes are the same; growth needs two different ones.", nameof(sizes));
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / spread;
    }

    /// <summary>The exponent that n log n has over the same sizes.</summary>
    public static double ExponentOfNLogN(IReadOnlyList<double> sizes) => Exponent(sizes, [.. sizes.Select(n => n * Math.Log2(n))]);
}
