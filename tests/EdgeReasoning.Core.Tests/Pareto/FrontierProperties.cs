#pragma warning disable NUnit1027 // FsCheck supplies the arguments.

using FsCheck.NUnit;

namespace EdgeReasoning.Pareto;

/// <summary>What the issue asks to hold for any points; brute force is the definition, word for word.</summary>
[Properties(Arbitrary = [typeof(PointSets)], MaxTest = 200, QuietOnSuccess = true)]
public sealed class FrontierProperties
{
    [Property]
    public bool Front_AnySet_IsBruteForce(PointSet set) =>
        NonDominated.Front(set.Points).SequenceEqual(BruteForce.Front(set.Points))
        && NonDominated.Front(set.Points, ties: TieRule.KeepFirst).SequenceEqual(BruteForce.DistinctFront(set.Points));

    [Property]
    public bool Ranks_AnySet_AreBruteForce(PointSet set) =>
        NonDominated.Ranks(set.Points).SequenceEqual(BruteForce.Ranks(set.Points));

    [Property]
    public bool Front_AnySet_HasNoDominatedMemberAndLeavesNoOtherOut(PointSet set)
    {
        var front = NonDominated.Front(set.Points).ToHashSet();
        return Enumerable.Range(0, set.Points.Length).All(i => front.Contains(i)
            ? !set.Points.Any(other => BruteForce.Dominates(other, set.Points[i]))
            : front.Any(member => BruteForce.Dominates(set.Points[member], set.Points[i])));
    }

    [Property]
    public bool Front_Permuted_IsTheSame(PointSet set, int seed)
    {
        (double[][] shuffled, int[] from) = set.Shuffled(seed);
        return NonDominated.Front(shuffled).Select(i => from[i]).Order().SequenceEqual(NonDominated.Front(set.Points));
    }

    [Property]
    public bool Front_IncreasingMapOfAnAxis_IsTheSame(PointSet set, byte which, bool isConvex)
    {
        int axis = which % set.Dimensions;
        double Map(double value) => isConvex ? Math.Exp(value) : Math.Cbrt(value) - 5;
        double[][] mapped = [.. set.Points.Select(point => point.Select((value, i) => i == axis ? Map(value) : value).ToArray())];
        return NonDominated.Front(mapped).SequenceEqual(NonDominated.Front(set.Points))
            && NonDominated.Ranks(mapped).SequenceEqual(NonDominated.Ranks(set.Points));
    }

    [Property]
    public bool Front_NegatedAxisAndDirection_IsTheSame(PointSet set, byte which)
    {
        int axis = which % set.Dimensions;
        Direction[] directions = [.. Enumerable.Range(0, set.Dimensions).Select(i => i == axis ? Direction.Maximize : Direction.Minimize)];
        double[][] negated = [.. set.Points.Select(point => point.Select((value, i) => i == axis ? -value : value).ToArray())];
        double[] reference = [.. Enumerable.Repeat(10.0, set.Dimensions)];
        double[] negatedReference = [.. reference.Select((value, i) => i == axis ? -value : value)];
        return NonDominated.Front(negated, directions).SequenceEqual(NonDominated.Front(set.Points))
            && NonDominated.Ranks(negated, directions).SequenceEqual(NonDominated.Ranks(set.Points))
            && Hypervolume.Compute(negated, negatedReference, directions) == Hypervolume.Compute(set.Points, reference);
    }

    [Property]
    public bool Add_AnyOrder_GivesTheBatchFrontWithItsStatuses(PointSet set, int seed, bool keepFirst)
    {
        var options = new FrontierOptions<double[]> { Ties = keepFirst ? TieRule.KeepFirst : TieRule.KeepAll };
        double[][] shuffled = set.Shuffled(seed).Points;
        ParetoFrontier<double[]> single = set.Frontier(options);
        ParetoFrontier<double[]> batch = set.Frontier(options);
        ParetoFrontier<double[]> forgetful = set.Frontier(options with { KeepDominated = false });
        foreach (double[] point in shuffled)
        {
            single.Add(point);
            forgetful.Add(point);
        }

        batch.AddRange(shuffled);
        int[] expected = keepFirst ? BruteForce.DistinctFront(shuffled) : BruteForce.Front(shuffled);
        return single.SequenceEqual(expected.Select(i => shuffled[i]))
            && forgetful.SequenceEqual(single)
            && Enum.GetValues<FrontierStatus>().All(status => single.Snapshot().With(status).SequenceEqual(batch.Snapshot().With(status)));
    }

    [Property]
    public bool Add_Outcomes_AccountForEveryMember(PointSet set)
    {
        // Instances, not values, as equal points are members together.
        ParetoFrontier<double[]> frontier = set.Frontier();
        var members = new HashSet<double[]>(ReferenceEqualityComparer.Instance);
        foreach (double[] point in set.Points)
        {
            AddOutcome<double[]> outcome = frontier.Add(point);
            if (outcome.Left.Any(left => !members.Remove(left) || !BruteForce.Dominates(point, left)))
                return false;
            if (outcome.Entered)
                members.Add(point);
        }

        return members.SetEquals(frontier) && members.Count == frontier.Count;
    }

    [Property]
    public bool AddRange_InParts_AccountsForEveryMember(PointSet set, byte cut)
    {
        int first = set.Points.Length == 0 ? 0 : cut % set.Points.Length;
        ParetoFrontier<double[]> frontier = set.Frontier();
        frontier.AddRange(set.Points.Take(first));
        var members = new HashSet<double[]>(frontier, ReferenceEqualityComparer.Instance);
        AddRangeOutcome<double[]> outcome = frontier.AddRange(set.Points.Skip(first));
        members.ExceptWith(outcome.Left);
        members.UnionWith(outcome.Entered);
        return members.SetEquals(frontier)
            && frontier.SequenceEqual(BruteForce.Front(set.Points).Select(i => set.Points[i]));
    }

    [Property(MaxTest = 100)]
    public bool Hypervolume_AnySet_IsTheCountOfCells(PointSet set)
    {
        double[] reference = [.. Enumerable.Range(0, set.Dimensions).Select(axis => 4.5 + axis)];
        double[][] points = [.. set.Points.Take(8)];
        return Math.Abs(Hypervolume.Compute(points, reference) - BruteForce.Hypervolume(points, reference)) < 1e-6;
    }

    [Property(MaxTest = 100)]
    public bool Hypervolume_UnderInsertion_GrowsByTheContribution(PointSet set)
    {
        double[] reference = [.. Enumerable.Repeat(7.0, set.Dimensions)];
        double before = 0;
        for (int count = 1; count <= Math.Min(set.Points.Length, 12); count++)
        {
            double[][] points = set.Points[..count];
            double after = Hypervolume.Compute(points, reference);
            double contribution = Hypervolume.Contributions(points, reference, ContributionBasis.AllPoints)[^1];
            if (after < before || Math.Abs(after - before - contribution) > 1e-6)
                return false;
            before = after;
        }

        return true;
    }

    [Property(MaxTest = 100)]
    public bool Contributions_OfTheFront_AreWhatTheirLossCosts(PointSet set)
    {
        double[] reference = [.. Enumerable.Repeat(7.0, set.Dimensions)];
        double[][] points = [.. set.Points.Take(15)];
        int[] front = BruteForce.Front(points);
        IReadOnlyList<double> contributions = Hypervolume.Contributions(points, reference);
        double whole = Hypervolume.Compute(points, reference);
        return Enumerable.Range(0, points.Length).All(i =>
        {
            double without = Hypervolume.Compute([.. front.Where(j => j != i).Select(j => points[j])], reference);
            return Math.Abs(contributions[i] - (front.Contains(i) ? whole - without : 0)) < 1e-6;
        });
    }

    [Property]
    public bool EpsilonFront_AnySet_CoversEveryPointWithNonDominatedOnes(PointSet set, byte coarseness)
    {
        double[] epsilon = [.. Enumerable.Repeat(0.25 + (coarseness % 16 * 0.25), set.Dimensions)];
        IReadOnlyList<int> thin = NonDominated.EpsilonFront(set.Points, epsilon);
        return thin.All(BruteForce.Front(set.Points).Contains)
            && set.Points.All(point => thin.Any(i => Dominance.EpsilonDominates(set.Points[i], point, epsilon)));
    }

    [Property]
    public bool Best_WithLimits_IsBruteForce(PointSet set, byte limit)
    {
        ParetoFrontier<double[]> frontier = set.Frontier();
        frontier.AddRange(set.Points);
        bool Holds(double[] point) => point[^1] <= limit % 10;
        double[]? best = frontier.Best("0", Holds);
        double[][] feasible = [.. set.Points.Where(Holds)];
        return best is null
            ? feasible.Length == 0
            : Holds(best) && best[0] == feasible.Min(point => point[0]) && !feasible.Any(point => BruteForce.Dominates(point, best));
    }

    private static class PointSets
    {
        public static FsCheck.Arbitrary<PointSet> Points() => PointSet.Arbitrary();
    }
}
