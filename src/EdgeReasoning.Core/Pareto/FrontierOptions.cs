namespace EdgeReasoning.Pareto;

/// <summary>How a frontier treats ties, groups, constraints and dominated items.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
public sealed record FrontierOptions<T>
{
    /// <summary>What happens to equal items. Default <see cref="TieRule.KeepAll"/>.</summary>
    public TieRule Ties { get; init; } = TieRule.KeepAll;

    /// <summary>
    /// Splits the items into groups that do not compete: one frontier per key, as the <c>diff</c> objectives of Python's paretoset.
    /// Keys are compared by <see cref="object.Equals(object)"/>; null is a key too. Null, the default, makes one group of all.
    /// </summary>
    public Func<T, object?>? GroupBy { get; init; }

    /// <summary>What an item must meet to be a member; one that does not is <see cref="FrontierStatus.Infeasible"/>. Default none.</summary>
    public IReadOnlyList<Constraint<T>> Constraints { get; init; } = [];

    /// <summary>
    /// Keeps the items that are not members, for ranks, charts, membership probabilities, and for choices by something that is no
    /// objective. Default true. False forgets them, for long streams: memory then follows the number of members.
    /// </summary>
    public bool KeepDominated { get; init; } = true;
}
