namespace EdgeReasoning.Pareto;

/// <summary>
/// Frontiers, ranks and crowding of plain numbers, for those who have points instead of objects. Points are numbered from 0 in the
/// order given. Infinities are ordinary values; a point with a NaN is left out.
/// </summary>
public static class NonDominated
{
    /// <summary>The points that no other dominates. O(n log n) for one to three axes, O(n log n + n·front) for more.</summary>
    /// <param name="points">The points, all of the same length.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <param name="ties">Whether all of several equal points are given back, or the first.</param>
    /// <returns>Their numbers, ascending; without points with a NaN.</returns>
    /// <exception cref="ArgumentException">The points have no values or different lengths, or the directions another number.</exception>
    public static IReadOnlyList<int> Front(
        IReadOnlyList<double[]> points, ReadOnlySpan<Direction> directions = default, TieRule ties = TieRule.KeepAll)
    {
        PointMatrix matrix = PointMatrix.From(points, directions, null, nameof(points));
        List<int> front = FrontSearch.Find(matrix, matrix.ComparableRows(), ties);
        front.Sort();
        return front;
    }

    /// <summary>The rank of each point: 0 on the frontier, 1 on the frontier of the rest, and so on. Equal points have equal ranks.</summary>
    /// <param name="points">The points, all of the same length.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <returns>One rank per point; −1 for a point with a NaN.</returns>
    /// <exception cref="ArgumentException">The points have no values or different lengths, or the directions another number.</exception>
    /// <remarks>O(n log n) for two axes, O(n log² n) for three, at most O(n²) for others. Source: <see href="https://doi.org/10.1109/TEVC.2014.2308305">Zhang et al., 2015</see>.</remarks>
    public static IReadOnlyList<int> Ranks(IReadOnlyList<double[]> points, ReadOnlySpan<Direction> directions = default)
    {
        PointMatrix matrix = PointMatrix.From(points, directions, null, nameof(points));
        return RankSort.Ranks(matrix, matrix.ComparableRows());
    }

    /// <summary>
    /// The crowding distance of each point: the sum over the axes of the gap between its neighbours, as a share of the axis. Points at
    /// an end of an axis, and infinite ones, have infinite distance; of several equal ends the first given is the end.
    /// </summary>
    /// <param name="points">The points of one front, all of the same length.</param>
    /// <returns>One distance per point; NaN for a point with a NaN.</returns>
    /// <exception cref="ArgumentException">The points have no values or different lengths.</exception>
    /// <remarks>Source: <see href="https://doi.org/10.1109/4235.996017">Deb et al., NSGA-II, 2002</see>.</remarks>
    public static IReadOnlyList<double> Crowding(IReadOnlyList<double[]> points)
    {
        PointMatrix matrix = PointMatrix.From(points, default, null, nameof(points));
        var distances = new double[matrix.Count];
        Array.Fill(distances, double.NaN);
        CrowdingDistance.Measure(matrix, matrix.ComparableRows(), distances);
        return distances;
    }

    /// <summary>
    /// A thinner frontier: at most one point per box of side ε, such that every point is within ε of being dominated by one of them
    /// (<see cref="Dominance.EpsilonDominates"/>).
    /// </summary>
    /// <param name="points">The points, all of the same length.</param>
    /// <param name="epsilon">The side per axis, in its unit, above 0 and finite.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <returns>Their numbers, ascending; without points with a NaN.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a side is not above 0 and finite.</exception>
    /// <remarks>Source: <see href="https://doi.org/10.1162/106365602760234108">Laumanns et al., 2002</see>.</remarks>
    public static IReadOnlyList<int> EpsilonFront(
        IReadOnlyList<double[]> points, ReadOnlySpan<double> epsilon, ReadOnlySpan<Direction> directions = default)
    {
        PointMatrix matrix = PointMatrix.From(points, directions, epsilon.Length, nameof(points));
        CheckSides(epsilon, matrix.Dimensions);
        return EpsilonBoxes.Select(matrix, matrix.ComparableRows(), epsilon);
    }

    internal static void CheckSides(ReadOnlySpan<double> epsilon, int dimensions)
    {
        if (epsilon.Length != dimensions)
            throw new ArgumentException($"There are {epsilon.Length} epsilons for {dimensions} objectives; give one each.", nameof(epsilon));
        foreach (double side in epsilon)
        {
            if (!(side > 0 && double.IsFinite(side)))
                throw new ArgumentException(FormattableString.Invariant($"An epsilon is {side}; give a finite number above 0."), nameof(epsilon));
        }
    }
}
