using EdgeReasoning.Performance;

namespace EdgeReasoning.Planning;

/// <summary>How a planner chooses.</summary>
public sealed record PlannerOptions
{
    /// <summary>What energy and hardware cost; null, the default, leaves costs unknown.</summary>
    public CostModel? Prices { get; init; }

    /// <summary>
    /// Two accuracies count as equal, and the cheaper configuration is taken, where McNemar's exact test on the same questions gives a p-value above
    /// this one: from 0 to 1. Default 0.32, the chance of a difference of one standard error (Breiman et al., <i>Classification and Regression
    /// Trees</i>, 1984, take the simplest tree within one). 0.05 takes every difference for noise that is not significant; 1 takes none for it.
    /// </summary>
    public double NoiseLevel { get; init; } = 0.32;

    internal void Validate()
    {
        if (NoiseLevel is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(NoiseLevel), NoiseLevel, "A p-value is from 0 to 1.");
    }
}
