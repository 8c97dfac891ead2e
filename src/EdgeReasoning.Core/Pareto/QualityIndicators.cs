namespace EdgeReasoning.Pareto;

/// <summary>How far a set of points is from a reference set. Smaller is better in all; none needs the sets to be frontiers.</summary>
/// <remarks>All take at least one point on either side, all of the same length and finite; <see cref="ArgumentException"/> otherwise. O(points × reference).</remarks>
public static class QualityIndicators
{
    /// <summary>The least amount that, taken off every axis of every point, makes the points weakly dominate the reference. Negative where they do with room to spare.</summary>
    /// <param name="points">The points to judge.</param>
    /// <param name="reference">The points to reach.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <remarks>Source: <see href="https://doi.org/10.1109/TEVC.2003.810758">Zitzler et al., 2003</see>.</remarks>
    public static double AdditiveEpsilon(
        IReadOnlyList<double[]> points, IReadOnlyList<double[]> reference, ReadOnlySpan<Direction> directions = default)
    {
        (PointMatrix own, PointMatrix target) = Check(points, reference, directions);
        return AdditiveEpsilon(own, target);
    }

    /// <summary>The least factor by which every axis of every point must improve for the points to weakly dominate the reference. Below 1 where they do with room to spare.</summary>
    /// <param name="points">The points to judge; all values above 0.</param>
    /// <param name="reference">The points to reach; all values above 0.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <exception cref="ArgumentException">A value is not above 0.</exception>
    /// <remarks>Source: <see href="https://doi.org/10.1109/TEVC.2003.810758">Zitzler et al., 2003</see>.</remarks>
    public static double MultiplicativeEpsilon(
        IReadOnlyList<double[]> points, IReadOnlyList<double[]> reference, ReadOnlySpan<Direction> directions = default)
    {
        (PointMatrix own, PointMatrix target) = Check(points, reference, directions);
        return MultiplicativeEpsilon(own, target, directions)
            ?? throw new ArgumentException("A value is not above 0, and a ratio to it says nothing; use the additive indicator or shift the axis.", nameof(points));
    }

    /// <summary>The inverted generational distance (IGD): the mean, over the reference, of the Euclidean distance to the nearest point.</summary>
    /// <param name="points">The points to judge.</param>
    /// <param name="reference">The points to reach.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <remarks>Source: <see href="https://doi.org/10.1007/978-3-540-24694-7_71">Coello Coello and Reyes Sierra, 2004</see>.</remarks>
    public static double InvertedGenerationalDistance(
        IReadOnlyList<double[]> points, IReadOnlyList<double[]> reference, ReadOnlySpan<Direction> directions = default)
    {
        (PointMatrix own, PointMatrix target) = Check(points, reference, directions);
        return InvertedGenerationalDistance(own, target, worseAxesOnly: false);
    }

    /// <summary>IGD+: as IGD, but the distance counts only the axes on which the point is worse than the reference, which makes it agree with dominance.</summary>
    /// <param name="points">The points to judge.</param>
    /// <param name="reference">The points to reach.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <remarks>Source: <see href="https://doi.org/10.1007/978-3-319-15892-1_8">Ishibuchi et al., 2015</see>.</remarks>
    public static double InvertedGenerationalDistancePlus(
        IReadOnlyList<double[]> points, IReadOnlyList<double[]> reference, ReadOnlySpan<Direction> directions = default)
    {
        (PointMatrix own, PointMatrix target) = Check(points, reference, directions);
        return InvertedGenerationalDistance(own, target, worseAxesOnly: true);
    }

    internal static FrontierComparison Compare(PointMatrix points, PointMatrix reference, ReadOnlySpan<Direction> directions)
    {
        CheckValues(points, nameof(points));
        CheckValues(reference, nameof(reference));
        return new FrontierComparison(
            AdditiveEpsilon(points, reference),
            MultiplicativeEpsilon(points, reference, directions),
            InvertedGenerationalDistance(points, reference, worseAxesOnly: false),
            InvertedGenerationalDistance(points, reference, worseAxesOnly: true));
    }

    private static double AdditiveEpsilon(PointMatrix points, PointMatrix reference)
    {
        double worst = double.NegativeInfinity;
        for (int target = 0; target < reference.Count; target++)
        {
            double best = double.PositiveInfinity;
            for (int row = 0; row < points.Count; row++)
            {
                double loss = double.NegativeInfinity;
                for (int axis = 0; axis < points.Dimensions; axis++)
                    loss = Math.Max(loss, points.At(row, axis) - reference.At(target, axis));
                best = Math.Min(best, loss);
            }

            worst = Math.Max(worst, best);
        }

        return worst;
    }

    // Null where a value is not above 0. Oriented values of a maximised axis are negative, and the ratio turns over.
    private static double? MultiplicativeEpsilon(PointMatrix points, PointMatrix reference, ReadOnlySpan<Direction> directions)
    {
        for (int axis = 0; axis < points.Dimensions; axis++)
        {
            Direction direction = directions.IsEmpty ? Direction.Minimize : directions[axis];
            if (!IsPositive(points, axis, direction) || !IsPositive(reference, axis, direction))
                return null;
        }

        double worst = 0;
        for (int target = 0; target < reference.Count; target++)
        {
            double best = double.PositiveInfinity;
            for (int row = 0; row < points.Count; row++)
            {
                double loss = 0;
                for (int axis = 0; axis < points.Dimensions; axis++)
                {
                    double own = points.At(row, axis);
                    double other = reference.At(target, axis);
                    loss = Math.Max(loss, other > 0 ? own / other : other / own);
                }

                best = Math.Min(best, loss);
            }

            worst = Math.Max(worst, best);
        }

        return worst;
    }

    private static bool IsPositive(PointMatrix points, int axis, Direction direction)
    {
        for (int row = 0; row < points.Count; row++)
        {
            if (!(PointMatrix.Orient(points.At(row, axis), direction) > 0))
                return false;
        }

        return true;
    }

    private static double InvertedGenerationalDistance(PointMatrix points, PointMatrix reference, bool worseAxesOnly)
    {
        double sum = 0;
        for (int target = 0; target < reference.Count; target++)
        {
            double nearest = double.PositiveInfinity;
            for (int row = 0; row < points.Count; row++)
            {
                double squares = 0;
                for (int axis = 0; axis < points.Dimensions; axis++)
                {
                    double difference = points.At(row, axis) - reference.At(target, axis);
                    if (difference > 0 || !worseAxesOnly)
                        squares += difference * difference;
                }

                nearest = Math.Min(nearest, squares);
            }

            sum += Math.Sqrt(nearest);
        }

        return sum / reference.Count;
    }

    private static (PointMatrix Points, PointMatrix Reference) Check(
        IReadOnlyList<double[]> points, IReadOnlyList<double[]> reference, ReadOnlySpan<Direction> directions)
    {
        PointMatrix own = PointMatrix.From(points, directions, null, nameof(points));
        CheckValues(own, nameof(points));
        PointMatrix target = PointMatrix.From(reference, directions, own.Dimensions, nameof(reference));
        CheckValues(target, nameof(reference));
        return (own, target);
    }

    private static void CheckValues(PointMatrix points, string parameterName)
    {
        if (points.Count == 0)
            throw new ArgumentException("There are no points; give at least one.", parameterName);
        for (int row = 0; row < points.Count; row++)
        {
            foreach (double value in points[row])
            {
                if (!double.IsFinite(value))
                    throw new ArgumentException(FormattableString.Invariant($"Point {row} has the value {value}; give finite numbers."), parameterName);
            }
        }
    }
}
