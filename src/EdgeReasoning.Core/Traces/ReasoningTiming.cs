namespace EdgeReasoning.Traces;

/// <summary>How long a trace or a whole request took.</summary>
public sealed record ReasoningTiming
{
    /// <summary>From the call until memory was free to start.</summary>
    public required TimeSpan Queue { get; init; }

    /// <summary>From then until the prompt was decoded.</summary>
    public required TimeSpan Prefill { get; init; }

    /// <summary>From the call until the first token (TTFT), queue and prefill included.</summary>
    public required TimeSpan TimeToFirstToken { get; init; }

    /// <summary>From the call until the end.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>Time between one token of a trace and its next (ITL). Null where there are fewer than two tokens.</summary>
    public InterTokenLatency? InterToken { get; init; }
}
