namespace EdgeReasoning.Traces;

/// <summary>Why a trace, or its thinking, stopped. Of several reasons at one token the first in this order is reported.</summary>
public enum StopReason
{
    /// <summary>The model ended it.</summary>
    Natural,

    /// <summary>A limit in tokens was reached, or the end of the context.</summary>
    Limit,

    /// <summary>The time was up.</summary>
    Deadline,

    /// <summary>The energy was used up.</summary>
    Energy,

    /// <summary>Its answer had stopped changing.</summary>
    Stable,

    /// <summary>It repeated itself.</summary>
    Loop,

    /// <summary>The model was about to end its thinking, and was helped to.</summary>
    Soft,

    /// <summary>Its confidence had fallen below what a scaling policy asks for.</summary>
    Confidence,

    /// <summary>A budget policy of one's own asked for it.</summary>
    Policy,

    /// <summary>The other traces had settled the outcome.</summary>
    Outvoted,
}
