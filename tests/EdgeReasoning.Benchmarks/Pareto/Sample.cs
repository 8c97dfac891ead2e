using EdgeReasoning.Pareto;

namespace EdgeReasoning.Benchmarks.Pareto;

/// <summary>A random point as an object, as an app would have it.</summary>
internal sealed record Sample(double[] Values)
{
    public static ParetoFrontier<Sample> Frontier(int dimensions) =>
        new([.. Enumerable.Range(0, dimensions).Select(axis => Objective.Minimize<Sample>($"axis {axis}", sample => sample.Values[axis]))]);

    public static Sample[] Draw(PointCloud cloud, int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Sample(Draw(cloud, dimensions, random)))];
    }

    private static double[] Draw(PointCloud cloud, int dimensions, Random random)
    {
        if (cloud == PointCloud.Cube)
            return [.. Enumerable.Range(0, dimensions).Select(_ => random.NextDouble())];
        double[] gaps = [.. Enumerable.Range(0, dimensions).Select(_ => -Math.Log(1 - random.NextDouble()))];
        double sum = gaps.Sum();
        return [.. gaps.Select(gap => gap / sum)];
    }
}
