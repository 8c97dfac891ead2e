namespace EdgeReasoning.Performance;

/// <summary>Two straight lines that meet at <see cref="BreakTokens"/>: a device that is not yet busy, and one that is.</summary>
public sealed record PiecewisePrefill : PrefillLatencyModel
{
    /// <summary>Prompt length at which the slope changes.</summary>
    public required int BreakTokens { get; init; }

    /// <summary>Seconds that one more token takes up to the break.</summary>
    public required double SecondsPerTokenBefore { get; init; }

    /// <summary>Seconds that one more token takes after it.</summary>
    public required double SecondsPerTokenAfter { get; init; }

    /// <summary>Seconds that any prompt takes.</summary>
    public required double FixedSeconds { get; init; }

    private protected override double SecondsAt(double tokens) => FixedSeconds
        + (SecondsPerTokenBefore * Math.Min(tokens, BreakTokens))
        + (SecondsPerTokenAfter * Math.Max(0, tokens - BreakTokens));
}
