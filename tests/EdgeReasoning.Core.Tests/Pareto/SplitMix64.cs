namespace EdgeReasoning.Pareto;

/// <summary>The generator of the golden sets: Steele, Lea and Flood, 2014. Seed 0 gives e220a8397b1dcdaf first.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public double NextUnit() => (Next() >> 11) / 9007199254740992.0;

    /// <summary>A set of points as the golden file names them: <c>cube</c>, <c>gridQ</c> or <c>simplex</c>.</summary>
    public double[][] Points(string kind, int count, int dimensions) =>
        [.. Enumerable.Range(0, count).Select(_ => Point(kind, dimensions))];

    private double[] Point(string kind, int dimensions)
    {
        if (kind == "simplex")
        {
            double[] cuts = [0, .. Enumerable.Range(1, dimensions - 1).Select(_ => NextUnit()).Order(), 1];
            return [.. Enumerable.Range(0, dimensions).Select(axis => cuts[axis + 1] - cuts[axis])];
        }

        return kind.StartsWith("grid", StringComparison.Ordinal)
            ? [.. Enumerable.Range(0, dimensions).Select(_ => (double)(Next() % ulong.Parse(kind[4..], System.Globalization.CultureInfo.InvariantCulture)))]
            : [.. Enumerable.Range(0, dimensions).Select(_ => NextUnit())];
    }
}
