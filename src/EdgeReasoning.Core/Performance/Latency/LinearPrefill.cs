namespace EdgeReasoning.Performance;

/// <summary><c>seconds = SecondsPerToken · P + FixedSeconds</c>, P the padded prompt.</summary>
public sealed record LinearPrefill : PrefillLatencyModel
{
    /// <summary>Seconds that one more token takes.</summary>
    public required double SecondsPerToken { get; init; }

    /// <summary>Seconds that any prompt takes.</summary>
    public required double FixedSeconds { get; init; }

    private protected override double SecondsAt(double tokens) => (SecondsPerToken * tokens) + FixedSeconds;
}
