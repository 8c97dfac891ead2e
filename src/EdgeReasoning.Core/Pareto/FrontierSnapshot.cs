namespace EdgeReasoning.Pareto;

/// <summary>The frontier at one moment, with everything that can be asked of it. Immutable, and safe to use from several threads.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
/// <remarks>
/// Values given and returned are in the caller's units and directions. "Items" are all that the frontier keeps
/// (<see cref="FrontierOptions{T}.KeepDominated"/>), members and others. Items of different groups do not compete: ranks, crowding,
/// thinning and membership are per group, everything else is over all groups unless <see cref="InGroup"/> narrows it.
/// </remarks>
public sealed class FrontierSnapshot<T>
{
    private readonly Objective<T>[] _objectives;
    private readonly Direction[] _directions;
    private readonly IReadOnlyList<Constraint<T>> _constraints;
    private readonly ItemStore<T> _items;
    private readonly int[] _members;

    internal FrontierSnapshot(
        Objective<T>[] objectives, IReadOnlyList<Constraint<T>> constraints, ItemStore<T> items, IReadOnlyList<object?> groupKeys)
    {
        _objectives = objectives;
        _directions = Array.ConvertAll(objectives, static objective => objective.Direction);
        _constraints = constraints;
        _items = items;
        _members = items.Where(static status => status == FrontierStatus.Member);
        Members = Array.AsReadOnly(Array.ConvertAll(_members, items.Item));
        GroupKeys = groupKeys;
    }

    /// <summary>The objectives, in the order given to the frontier.</summary>
    public IReadOnlyList<Objective<T>> Objectives => _objectives;

    /// <summary>The members, in order of addition.</summary>
    public IReadOnlyList<T> Members { get; }

    /// <summary>The keys of the groups, in order of appearance; a single null where there are no groups.</summary>
    public IReadOnlyList<object?> GroupKeys { get; }

    internal ItemStore<T> Items => _items;

    /// <summary>The items of one status, in order of addition.</summary>
    /// <param name="status">The status.</param>
    public IReadOnlyList<T> With(FrontierStatus status) => Array.ConvertAll(_items.Where(found => found == status), _items.Item);

    /// <summary>The values of a member, one per objective.</summary>
    /// <param name="member">Its place in <see cref="Members"/>.</param>
    public double[] ValuesOf(int member) => Unturned(_items.Points[_members[member]]);

    /// <summary>The best value of each objective among the members; empty where there are none.</summary>
    public double[] Ideal() => _members.Length == 0 ? [] : Unturned(Extremes(Math.Min));

    /// <summary>The worst value of each objective among the members; empty where there are none. A little beyond it is a common reference for the hypervolume.</summary>
    public double[] Nadir() => _members.Length == 0 ? [] : Unturned(Extremes(Math.Max));

    /// <summary>The items of one group alone.</summary>
    /// <param name="key">One of <see cref="GroupKeys"/>.</param>
    /// <exception cref="ArgumentException">There is no such group.</exception>
    public FrontierSnapshot<T> InGroup(object? key)
    {
        int group = GroupKeys.Index().Where(entry => Equals(entry.Item, key)).Select(static entry => entry.Index).FirstOrDefault(-1);
        if (group < 0)
            throw new ArgumentException($"There is no group '{key}'; GroupKeys lists those there are.", nameof(key));
        int[] items = Array.FindAll(_items.Where(static _ => true), item => _items.Group(item) == group);
        return new FrontierSnapshot<T>(_objectives, _constraints, _items.Select(items), [key]);
    }

    /// <summary>The item with the best value of an objective among those that meet a condition.</summary>
    /// <param name="objective">Its name.</param>
    /// <param name="subjectTo">The condition, on anything; null takes all. Dominated items are considered too, as the condition may rule out what dominates them.</param>
    /// <returns>The item; of several equally good ones the one that none of them dominates and that was added first. The default of its type where none meets the condition.</returns>
    /// <exception cref="ArgumentException">There is no such objective.</exception>
    public T? Best(string objective, Func<T, bool>? subjectTo = null)
    {
        int axis = AxisOf(objective);
        var choice = new BestItem(_items.Points, axis);
        foreach (int item in Competitors())
        {
            if (subjectTo is null || subjectTo(_items.Item(item)))
                choice.Consider(item, violation: 0);
        }

        return choice.Item >= 0 ? _items.Item(choice.Item) : default;
    }

    /// <summary>The item with the best value of an objective among those that meet all constraints, or else the one that comes nearest to meeting them.</summary>
    /// <param name="objective">Its name.</param>
    /// <param name="constraints">The constraints, besides the frontier's own; on objectives or on anything else.</param>
    /// <returns>The item, whether it is feasible, and how far off it is. Ties go as in <see cref="Best"/>; among the nearest, the better on the objective.</returns>
    /// <exception cref="ArgumentException">There is no such objective.</exception>
    public Choice<T> Choose(string objective, params ReadOnlySpan<Constraint<T>> constraints)
    {
        int axis = AxisOf(objective);
        int[] candidates = _items.Where(static status => status != FrontierStatus.Unknown);
        double[] violations = Violations.Total(Array.ConvertAll(candidates, _items.Item), [.. _constraints, .. constraints]);
        var choice = new BestItem(_items.Points, axis);
        for (int i = 0; i < candidates.Length; i++)
            choice.Consider(candidates[i], violations[i]);
        return choice.Item < 0
            ? new Choice<T>(ChoiceKind.None, default, double.NaN)
            : new Choice<T>(choice.Violation == 0 ? ChoiceKind.Feasible : ChoiceKind.Nearest, _items.Item(choice.Item), choice.Violation);
    }

    /// <summary>The member at the bend of the frontier: the smallest sum of losses, each scaled to 0 at the best and 1 at the worst among the members.</summary>
    /// <returns>The member; the default of its type where there are none. Ties go to the one added first.</returns>
    /// <remarks>With two objectives it is the member farthest below the line between the ends of the frontier (<see href="https://doi.org/10.1007/s001580050111">Das, 1999</see>).</remarks>
    public T? Knee() => Compromise(Scalarization.WeightedSum, [.. _objectives.Select(static objective => (objective.Name, 1.0))]);

    /// <summary>The member with the smallest weighted sum of scaled losses.</summary>
    /// <param name="weights">Names of objectives with their weights; one that is not named weighs nothing.</param>
    /// <returns>As <see cref="Compromise(Scalarization, ReadOnlySpan{ValueTuple{string, double}})"/>.</returns>
    /// <exception cref="ArgumentException">There is no such objective, a weight is negative or not finite, or none is above 0.</exception>
    public T? Compromise(params ReadOnlySpan<(string Objective, double Weight)> weights) => Compromise(Scalarization.WeightedSum, weights);

    /// <summary>The member with the smallest weighted loss. The loss of an objective is 0 at its best and 1 at its worst among the members.</summary>
    /// <param name="scalarization">How the weighted losses become one number.</param>
    /// <param name="weights">Names of objectives with their weights; one that is not named weighs nothing.</param>
    /// <returns>The member; the default of its type where there are none. Ties go to the one added first.</returns>
    /// <exception cref="ArgumentException">There is no such objective, a weight is negative or not finite, or none is above 0.</exception>
    public T? Compromise(Scalarization scalarization, params ReadOnlySpan<(string Objective, double Weight)> weights)
    {
        var byAxis = new double[_objectives.Length];
        foreach ((string objective, double weight) in weights)
            byAxis[AxisOf(objective)] = weight;
        int chosen = WeightedChoice.Find(_items.Points, _members, byAxis, scalarization);
        return chosen >= 0 ? _items.Item(chosen) : default;
    }

    /// <summary>A thinner frontier: members such that every member is within epsilon of being dominated by one of them (additive ε-dominance).</summary>
    /// <param name="epsilon">The difference that does not matter, per objective, above 0.</param>
    /// <returns>The members that remain, in order of addition.</returns>
    /// <exception cref="ArgumentException">There is not one epsilon per objective, or one is not above 0 and finite.</exception>
    public IReadOnlyList<T> Thin(params ReadOnlySpan<double> epsilon)
    {
        NonDominated.CheckSides(epsilon, _objectives.Length);
        var kept = new List<int>();
        foreach (int[] group in ByGroup(_members))
            kept.AddRange(EpsilonBoxes.Select(_items.Points, group, epsilon));
        kept.Sort();
        return kept.ConvertAll(_items.Item);
    }

    /// <summary>All comparable, feasible items with their non-dominated rank and their crowding distance, in order of addition.</summary>
    public IReadOnlyList<RankedItem<T>> Rank()
    {
        var ranked = new List<(int Item, int Rank)>();
        var crowding = new double[_items.Count];
        foreach (int[] group in ByGroup(Competitors()))
        {
            int[] ranks = RankSort.Ranks(_items.Points, group);
            foreach (IGrouping<int, int> front in group.GroupBy(item => ranks[item]))
                CrowdingDistance.Measure(_items.Points, front.ToArray(), crowding);
            ranked.AddRange(group.Select(item => (item, ranks[item])));
        }

        ranked.Sort();
        return ranked.ConvertAll(entry => new RankedItem<T>(_items.Item(entry.Item), entry.Rank, crowding[entry.Item]));
    }

    /// <inheritdoc cref="Pareto.Hypervolume.Compute(IReadOnlyList{double[]}, ReadOnlySpan{double}, ReadOnlySpan{Direction})" path="/remarks"/>
    /// <summary>How much of objective space the members dominate, up to a reference point. 0 where none is strictly better than it on every objective.</summary>
    /// <param name="reference">One finite value per objective, in its own unit and direction.</param>
    /// <exception cref="ArgumentException">There is not one value per objective, or one is not finite.</exception>
    public double Hypervolume(params ReadOnlySpan<double> reference) =>
        Pareto.Hypervolume.Compute(_items.Points.Select(_members), Reference(reference));

    /// <summary>What each member alone adds to the hypervolume.</summary>
    /// <param name="basis">Whether the dominated items that are kept stand in for those that cover them.</param>
    /// <param name="reference">One finite value per objective, in its own unit and direction.</param>
    /// <returns>One volume per member, in the order of <see cref="Members"/>.</returns>
    /// <exception cref="ArgumentException">There is not one value per objective, one is not finite, or a member is infinitely good.</exception>
    public IReadOnlyList<double> Contributions(ContributionBasis basis, params ReadOnlySpan<double> reference)
    {
        int[] items = basis == ContributionBasis.Front ? _members : Competitors();
        double[] contributions = Pareto.Hypervolume.Contributions(_items.Points.Select(items), Reference(reference), basis);
        return Array.ConvertAll(_members, member => contributions[Array.BinarySearch(items, member)]);
    }

    /// <summary>How far the members are from those of a reference frontier.</summary>
    /// <param name="reference">A snapshot with the same objectives: equal names and directions, in the same order.</param>
    /// <exception cref="ArgumentException">The objectives differ, a side has no members, or a value is infinite.</exception>
    public FrontierComparison DistanceTo(FrontierSnapshot<T> reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (!_objectives.Select(static o => (o.Name, o.Direction)).SequenceEqual(reference._objectives.Select(static o => (o.Name, o.Direction))))
            throw new ArgumentException("The reference has other objectives; give a frontier with the same names and directions.", nameof(reference));
        return QualityIndicators.Compare(
            _items.Points.Select(_members), reference._items.Points.Select(reference._members), _directions);
    }

    /// <summary>
    /// How sure it is that each item belongs on the frontier, where objectives carry intervals or draws
    /// (<see cref="Objective{T}.WithInterval"/>): values are drawn again and again, each time the frontier is found.
    /// </summary>
    /// <param name="seed">Same seed, same items: same result.</param>
    /// <param name="draws">How many times, from 1. The standard error is at most 0.5/√draws.</param>
    /// <returns>One estimate per comparable, feasible item, in order of addition. 0 or 1 where nothing is uncertain.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">An interval does not hold its value, or a draw is NaN.</exception>
    public IReadOnlyList<MembershipEstimate<T>> Membership(int seed, int draws = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        int[] competitors = Competitors();
        int[] counts = MembershipDraws.Count(_objectives, _items, [.. ByGroup(competitors)], seed, draws);
        return Array.ConvertAll(competitors, item =>
        {
            double probability = (double)counts[item] / draws;
            return new MembershipEstimate<T>(_items.Item(item), probability, Math.Sqrt(probability * (1 - probability) / draws));
        });
    }

    internal int AxisOf(string objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        int axis = Array.FindIndex(_objectives, found => found.Name == objective);
        return axis >= 0
            ? axis
            : throw new ArgumentException($"There is no objective '{objective}'; there are: {string.Join(", ", _objectives.Select(static o => o.Name))}.", nameof(objective));
    }

    private int[] Competitors() =>
        _items.Where(static status => status is FrontierStatus.Member or FrontierStatus.Dominated or FrontierStatus.Duplicate);

    private IEnumerable<int[]> ByGroup(int[] items) =>
        GroupKeys.Count <= 1 ? [items] : items.GroupBy(_items.Group).Select(static group => group.ToArray());

    private double[] Reference(ReadOnlySpan<double> reference) => reference.Length == _objectives.Length
        ? Pareto.Hypervolume.OrientReference(reference, _directions)
        : throw new ArgumentException($"The reference has {reference.Length} values for {_objectives.Length} objectives; give one each.", nameof(reference));

    private double[] Extremes(Func<double, double, double> pick)
    {
        double[] extremes = _items.Points[_members[0]].ToArray();
        foreach (int member in _members)
        {
            for (int axis = 0; axis < extremes.Length; axis++)
                extremes[axis] = pick(extremes[axis], _items.Points.At(member, axis));
        }

        return extremes;
    }

    private double[] Unturned(ReadOnlySpan<double> point)
    {
        var values = new double[point.Length];
        for (int axis = 0; axis < values.Length; axis++)
            values[axis] = PointMatrix.Orient(point[axis], _directions[axis]);
        return values;
    }
}
