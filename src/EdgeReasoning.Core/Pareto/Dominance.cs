namespace EdgeReasoning.Pareto;

/// <summary>Compares two points. Infinities are ordinary values; a point with a NaN is incomparable to every other.</summary>
public static class Dominance
{
    /// <summary>How <paramref name="first"/> stands to <paramref name="second"/>.</summary>
    /// <param name="first">A point.</param>
    /// <param name="second">A point of the same length.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static DominanceRelation Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<Direction> directions = default)
    {
        CheckLengths(first.Length, second.Length, directions.Length);
        bool firstBetter = false;
        bool secondBetter = false;
        for (int axis = 0; axis < first.Length; axis++)
        {
            double a = first[axis];
            double b = second[axis];
            if (double.IsNaN(a) || double.IsNaN(b))
                return DominanceRelation.Incomparable;
            if (!directions.IsEmpty && directions[axis] == Direction.Maximize)
                (a, b) = (b, a);
            firstBetter |= a < b;
            secondBetter |= b < a;
        }

        return (firstBetter, secondBetter) switch
        {
            (true, false) => DominanceRelation.Dominates,
            (false, true) => DominanceRelation.DominatedBy,
            (false, false) => DominanceRelation.Equal,
            _ => DominanceRelation.Incomparable,
        };
    }

    /// <summary>Whether <paramref name="first"/>, improved by <paramref name="epsilon"/> on every axis, is as good as <paramref name="second"/> on every axis (additive ε-dominance).</summary>
    /// <param name="first">A point.</param>
    /// <param name="second">A point of the same length.</param>
    /// <param name="epsilon">The improvement per axis, in its unit, from 0.</param>
    /// <param name="directions">One per axis; empty minimises all.</param>
    /// <exception cref="ArgumentException">The lengths differ, are 0, or an epsilon is negative or NaN.</exception>
    public static bool EpsilonDominates(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> epsilon, ReadOnlySpan<Direction> directions = default)
    {
        CheckLengths(first.Length, second.Length, directions.Length);
        CheckLengths(first.Length, epsilon.Length, directions.Length);
        for (int axis = 0; axis < first.Length; axis++)
        {
            if (!(epsilon[axis] >= 0))
                throw new ArgumentException(FormattableString.Invariant($"epsilon[{axis}] is {epsilon[axis]}; give a number from 0."), nameof(epsilon));
            bool maximize = !directions.IsEmpty && directions[axis] == Direction.Maximize;
            if (!(maximize ? first[axis] + epsilon[axis] >= second[axis] : first[axis] - epsilon[axis] <= second[axis]))
                return false;
        }

        return true;
    }

    // For oriented points (smaller is better) without NaN, where lengths are known to agree.
    internal static bool WeaklyDominates(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        for (int axis = 0; axis < first.Length; axis++)
        {
            if (first[axis] > second[axis])
                return false;
        }

        return true;
    }

    private static void CheckLengths(int first, int second, int directions)
    {
        if (first == 0)
            throw new ArgumentException("The point has no values; give at least one objective.");
        if (first != second)
            throw new ArgumentException($"The points have {first} and {second} values; give the same number.");
        if (directions != 0 && directions != first)
            throw new ArgumentException($"There are {directions} directions for {first} values; give one each, or none to minimise all.");
    }
}
