using FsCheck;
using FsCheck.Fluent;

namespace EdgeReasoning.Pareto;

/// <summary>Random points of 2 to 6 axes on a coarse grid, so that ties on an axis, on points and in dominance are many.</summary>
public sealed record PointSet(double[][] Points, int Dimensions)
{
    public override string ToString() => string.Join(" ", Points.Select(point => $"({string.Join(",", point)})"));

    public static Arbitrary<PointSet> Arbitrary() => Arb.From(
        from dimensions in Gen.Choose(2, 6)
        from steps in Gen.Choose(1, 9)
        from count in Gen.Choose(0, 60)
        from cells in Gen.Choose(0, steps).ArrayOf(count * dimensions)
        select new PointSet([.. cells.Chunk(dimensions).Select(chunk => chunk.Select(cell => (double)cell).ToArray())], dimensions),
        static set => set.Points.Select((_, i) => set with { Points = [.. set.Points.Where((_, j) => j != i)] }));

    public ParetoFrontier<double[]> Frontier(FrontierOptions<double[]>? options = null) => new(
        options ?? new FrontierOptions<double[]>(),
        [.. Enumerable.Range(0, Dimensions).Select(axis => Objective.Minimize<double[]>($"{axis}", point => point[axis]))]);

    /// <summary>The same points in another order, with the place that each had.</summary>
    public (double[][] Points, int[] From) Shuffled(int seed)
    {
        int[] from = [.. Enumerable.Range(0, Points.Length)];
        new Random(seed).Shuffle(from);
        return ([.. from.Select(i => Points[i])], from);
    }
}
