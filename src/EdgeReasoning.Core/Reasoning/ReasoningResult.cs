using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning;

/// <summary>The answer to a request, with everything that led to it. Immutable.</summary>
public sealed record ReasoningResult
{
    /// <summary>The answer: that of <see cref="Chosen"/>.</summary>
    public string Answer => Chosen.Answer;

    /// <summary>The thinking that led to the answer: that of <see cref="Chosen"/>.</summary>
    public string Thinking => Chosen.Thinking;

    /// <summary>Why the chosen trace stopped.</summary>
    public StopReason StopReason => Chosen.StopReason;

    /// <summary>The trace whose answer this is.</summary>
    public required Trace Chosen { get; init; }

    /// <summary>Every trace, by index.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>Tokens of the prompt, and of all traces together.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>How long the request took; the gaps between tokens are those of all traces.</summary>
    public required ReasoningTiming Timing { get; init; }

    /// <summary>The seed from which those of the traces were drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What decoded.</summary>
    public required BackendIdentity Identity { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Answer;
}
