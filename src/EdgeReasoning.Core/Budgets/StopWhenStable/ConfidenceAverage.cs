namespace EdgeReasoning.Budgets;

/// <summary>How the probabilities of an answer's tokens become one number; the first token is left out (DEER, arXiv 2504.15895).</summary>
public enum ConfidenceAverage
{
    /// <summary>Their arithmetic mean.</summary>
    Arithmetic,

    /// <summary>Their geometric mean.</summary>
    Geometric,

    /// <summary>The smallest.</summary>
    Least,
}
