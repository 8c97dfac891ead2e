namespace EdgeReasoning.Scaling;

/// <summary>How the confidences of a trace's tokens become one number.</summary>
public enum ConfidenceMeasure
{
    /// <summary>The mean of the least confident tenth of the groups: a trace is as good as its worst passages.</summary>
    LowestTenth,

    /// <summary>The least confident group alone, which is what can be watched while decoding.</summary>
    LowestGroup,

    /// <summary>The last group: the steps that lead to the answer.</summary>
    Tail,

    /// <summary>The mean of all tokens.</summary>
    Mean,
}
