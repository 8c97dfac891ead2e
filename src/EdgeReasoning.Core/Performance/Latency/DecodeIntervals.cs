namespace EdgeReasoning.Performance;

/// <summary>How many decode steps a reply of O tokens is charged.</summary>
public enum DecodeIntervals
{
    /// <summary>O − 1: the prefill yields the first token, and only the intervals between tokens are decode time.</summary>
    BetweenTokens,

    /// <summary>O, as the EdgeReasoning artifact counts: one step too many.</summary>
    EveryToken,
}
