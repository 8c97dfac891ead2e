namespace EdgeReasoning.Pareto;

/// <summary>How weighted objectives become one number. Each objective is first scaled to 0 at its best and 1 at its worst among the members.</summary>
public enum Scalarization
{
    /// <summary>The weighted sum. Finds only members on the convex part of the frontier.</summary>
    WeightedSum,

    /// <summary>The largest weighted loss (Chebyshev). Finds any member, for some weights.</summary>
    LargestLoss,
}
