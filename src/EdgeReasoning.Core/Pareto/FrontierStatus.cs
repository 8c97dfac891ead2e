namespace EdgeReasoning.Pareto;

/// <summary>Where an item stands.</summary>
public enum FrontierStatus : byte
{
    /// <summary>On the frontier: no other item is as good on every objective and better on one.</summary>
    Member,

    /// <summary>Another item is as good on every objective and better on one.</summary>
    Dominated,

    /// <summary>Equal on every objective to an item added earlier, and kept out by <see cref="TieRule.KeepFirst"/>.</summary>
    Duplicate,

    /// <summary>A constraint of the frontier is not met.</summary>
    Infeasible,

    /// <summary>An objective is NaN: the item cannot be compared, dominates nothing and is never chosen.</summary>
    Unknown,
}
