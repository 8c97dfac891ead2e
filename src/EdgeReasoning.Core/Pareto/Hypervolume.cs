namespace EdgeReasoning.Pareto;

/// <summary>
/// The hypervolume: how much of objective space points dominate, up to a reference point. Exact for any number of axes.
/// </summary>
/// <remarks>
/// Only points strictly better than the reference on every axis count; where none is, the hypervolume is 0. A point with a NaN never
/// is. A point that counts and is infinitely good on an axis makes the hypervolume infinite.
/// </remarks>
public static class Hypervolume
{
    /// <summary>The volume that the points dominate. Dominated points do no harm.</summary>
    /// <param name="points">The points, each as long as the reference.</param>
    /// <param name="reference">A finite point, usually a bit worse than the worst acceptable; in the same units and directions as the points.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <returns>The volume, in the product of the axes' units, from 0.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or the reference is not finite.</exception>
    /// <remarks>
    /// O(n log n) for two and three axes (<see href="https://doi.org/10.1109/CEC.2006.1688440">Fonseca, Paquete and López-Ibáñez, 2006</see>),
    /// O(n² log n) for four, and WFG beyond (<see href="https://doi.org/10.1109/TEVC.2010.2077298">While, Bradstreet and Barone, 2012</see>).
    /// </remarks>
    public static double Compute(IReadOnlyList<double[]> points, ReadOnlySpan<double> reference, ReadOnlySpan<Direction> directions = default)
    {
        double[] corner = OrientReference(reference, directions);
        return Compute(PointMatrix.From(points, directions, reference.Length, nameof(points)), corner);
    }

    /// <summary>What each point alone adds: the hypervolume with it less the hypervolume without it. Equal points add nothing, each.</summary>
    /// <param name="points">The points, each as long as the reference, and finite where they count.</param>
    /// <param name="reference">A finite point; in the same units and directions as the points.</param>
    /// <param name="basis">Whether dominated points stand in for those that cover them.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <returns>One volume per point; 0 for a dominated point, and for one that does not count.</returns>
    /// <exception cref="ArgumentException">Lengths differ, the reference is not finite, or a point that counts is infinitely good.</exception>
    /// <remarks>O(n log n) for the front of two axes, otherwise n computations of the hypervolume.</remarks>
    public static IReadOnlyList<double> Contributions(
        IReadOnlyList<double[]> points,
        ReadOnlySpan<double> reference,
        ContributionBasis basis = ContributionBasis.Front,
        ReadOnlySpan<Direction> directions = default)
    {
        double[] corner = OrientReference(reference, directions);
        return Contributions(PointMatrix.From(points, directions, reference.Length, nameof(points)), corner, basis);
    }

    internal static double[] OrientReference(ReadOnlySpan<double> reference, ReadOnlySpan<Direction> directions)
    {
        if (reference.IsEmpty)
            throw new ArgumentException("The reference has no values; give one per objective.", nameof(reference));
        if (!directions.IsEmpty && directions.Length != reference.Length)
            throw new ArgumentException($"The reference has {reference.Length} values for {directions.Length} objectives; give one each.", nameof(reference));

        var oriented = new double[reference.Length];
        for (int axis = 0; axis < oriented.Length; axis++)
        {
            if (!double.IsFinite(reference[axis]))
                throw new ArgumentException(FormattableString.Invariant($"reference[{axis}] is {reference[axis]}; give a finite number."), nameof(reference));
            oriented[axis] = PointMatrix.Orient(reference[axis], directions.IsEmpty ? Direction.Minimize : directions[axis]);
        }

        return oriented;
    }

    internal static double Compute(PointMatrix points, double[] reference)
    {
        int[] counting = CountingRows(points, reference);
        if (Array.Exists(counting, row => points[row].Contains(double.NegativeInfinity)))
            return double.PositiveInfinity;
        if (reference.Length > 3)
            counting = [.. FrontSearch.Find(points, counting, TieRule.KeepFirst)];
        return new HypervolumeSweep(reference).Volume(points.Select(counting));
    }

    internal static double[] Contributions(PointMatrix points, double[] reference, ContributionBasis basis)
    {
        int[] counting = CountingRows(points, reference);
        int infinite = Array.FindIndex(counting, row => points[row].Contains(double.NegativeInfinity));
        if (infinite >= 0)
            throw new ArgumentException($"Point {counting[infinite]} is infinitely good on an axis, so its share of the hypervolume is not a number; give finite values.", nameof(points));

        var contributions = new double[points.Count];
        List<int> front = FrontSearch.Find(points, counting, TieRule.KeepAll);
        if (reference.Length == 2 && basis == ContributionBasis.Front)
        {
            AddPlaneContributions(points, front, reference, contributions);
            return contributions;
        }

        int[] rows = basis == ContributionBasis.Front ? [.. front] : counting;
        var isMember = new HashSet<int>(front);
        PointMatrix selected = points.Select(rows);
        var sweep = new HypervolumeSweep(reference);
        for (int i = 0; i < rows.Length; i++)
        {
            if (isMember.Contains(rows[i]))
                contributions[rows[i]] = sweep.Exclusive(selected, i);
        }

        return contributions;
    }

    // A staircase: what a step adds lies between its neighbours.
    private static void AddPlaneContributions(PointMatrix points, List<int> front, double[] reference, double[] contributions)
    {
        for (int i = 0; i < front.Count; i++)
        {
            double right = i + 1 < front.Count ? points.At(front[i + 1], 0) : reference[0];
            double top = i > 0 ? points.At(front[i - 1], 1) : reference[1];
            contributions[front[i]] = (right - points.At(front[i], 0)) * (top - points.At(front[i], 1));
        }
    }

    private static int[] CountingRows(PointMatrix points, double[] reference)
    {
        var rows = new List<int>();
        for (int row = 0; row < points.Count; row++)
        {
            if (IsBelow(points[row], reference))
                rows.Add(row);
        }

        return [.. rows];
    }

    // False for a NaN, as every comparison with one is.
    private static bool IsBelow(ReadOnlySpan<double> point, double[] reference)
    {
        for (int axis = 0; axis < reference.Length; axis++)
        {
            if (!(point[axis] < reference[axis]))
                return false;
        }

        return true;
    }
}
