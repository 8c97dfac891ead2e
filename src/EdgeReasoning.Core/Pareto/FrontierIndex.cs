namespace EdgeReasoning.Pareto;

/// <summary>The members of one group, arranged so that a new point finds those it competes with.</summary>
/// <remarks>Duplicates of members can be kept beside them, to be told when what they equal is dominated.</remarks>
internal abstract class FrontierIndex(TieRule ties, bool keepsDuplicates)
{
    public static FrontierIndex Create(int dimensions, TieRule ties, bool keepsDuplicates) => dimensions == 2
        ? new StaircaseIndex(ties, keepsDuplicates)
        : new ListIndex(dimensions, ties, keepsDuplicates);

    /// <summary>Makes the point a member, unless one dominates it or, with <see cref="TieRule.KeepFirst"/>, equals it.</summary>
    /// <param name="item">The number of the item.</param>
    /// <param name="point">Its oriented values, without NaN.</param>
    /// <param name="left">Receives the members and duplicates that the point dominates; they are out.</param>
    /// <returns><see cref="FrontierStatus.Member"/>, <see cref="FrontierStatus.Dominated"/> or <see cref="FrontierStatus.Duplicate"/>.</returns>
    public abstract FrontierStatus Add(int item, ReadOnlySpan<double> point, List<int> left);

    /// <summary>Fills an empty index with items of which none dominates another.</summary>
    /// <param name="points">Oriented points, by item.</param>
    /// <param name="items">Members and duplicates, ascending; in another order afterwards.</param>
    public abstract void Load(PointMatrix points, int[] items);

    /// <summary>What becomes of a point equal to a member.</summary>
    protected FrontierStatus StatusOfEqual => ties == TieRule.KeepFirst ? FrontierStatus.Duplicate : FrontierStatus.Member;

    /// <summary>Whether a point equal to a member is to be remembered.</summary>
    protected bool RemembersEqual => ties == TieRule.KeepAll || keepsDuplicates;
}
