namespace EdgeReasoning.Pareto;

/// <summary>What adding one item changed.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
/// <param name="Status">Where the item stands.</param>
/// <param name="Left">The former members that it dominates, which are members no more; in no particular order.</param>
public readonly record struct AddOutcome<T>(FrontierStatus Status, IReadOnlyList<T> Left)
{
    /// <summary>Whether the item is a member now.</summary>
    public bool Entered => Status == FrontierStatus.Member;
}
