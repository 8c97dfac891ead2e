namespace EdgeReasoning.Pareto;

/// <summary>How a choice under constraints ended.</summary>
public enum ChoiceKind
{
    /// <summary>There is nothing to choose from.</summary>
    None,

    /// <summary>Nothing meets the constraints; the item misses them by the least.</summary>
    Nearest,

    /// <summary>The item meets every constraint, and none that does is better on the objective.</summary>
    Feasible,
}
