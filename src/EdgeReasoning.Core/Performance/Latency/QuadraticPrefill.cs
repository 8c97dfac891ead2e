namespace EdgeReasoning.Performance;

/// <summary>
/// <c>seconds = SecondsPerSquaredToken · P² + SecondsPerToken · P + FixedSeconds</c>, P the padded prompt: attention grows with the
/// square, everything else in line (EdgeReasoning, arXiv 2511.01866, prefill latency).
/// </summary>
public sealed record QuadraticPrefill : PrefillLatencyModel
{
    /// <summary>Seconds per squared token.</summary>
    public required double SecondsPerSquaredToken { get; init; }

    /// <summary>Seconds per token.</summary>
    public required double SecondsPerToken { get; init; }

    /// <summary>Seconds that any prompt takes.</summary>
    public required double FixedSeconds { get; init; }

    private protected override double SecondsAt(double tokens)
        => (SecondsPerSquaredToken * tokens * tokens) + (SecondsPerToken * tokens) + FixedSeconds;
}
