namespace EdgeReasoning.Pareto;

/// <summary>What happens to an item whose values are all equal to a member's.</summary>
public enum TieRule
{
    /// <summary>Equal items are members together.</summary>
    KeepAll,

    /// <summary>The item added first stays; later equals are <see cref="FrontierStatus.Duplicate"/>.</summary>
    KeepFirst,
}
