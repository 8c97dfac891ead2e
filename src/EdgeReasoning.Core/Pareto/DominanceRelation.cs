namespace EdgeReasoning.Pareto;

/// <summary>How one point stands to another.</summary>
public enum DominanceRelation
{
    /// <summary>Each is better on something, or a value is NaN.</summary>
    Incomparable,

    /// <summary>The first is as good on every axis and better on one.</summary>
    Dominates,

    /// <summary>The second is as good on every axis and better on one.</summary>
    DominatedBy,

    /// <summary>The two are equal on every axis.</summary>
    Equal,
}
