namespace EdgeReasoning.Pareto;

/// <summary>Which way an objective is better.</summary>
public enum Direction
{
    /// <summary>Smaller is better.</summary>
    Minimize,

    /// <summary>Larger is better.</summary>
    Maximize,
}
