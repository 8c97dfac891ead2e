namespace EdgeReasoning.Pareto;

/// <summary>From what a point is taken away to see what it contributes.</summary>
public enum ContributionBasis
{
    /// <summary>From the non-dominated points: dominated ones neither count nor stand in.</summary>
    Front,

    /// <summary>From all points: what a dominated point would stand in for is not the contribution of the point that covers it.</summary>
    AllPoints,
}
