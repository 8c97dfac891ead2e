using EdgeReasoning.Inference;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning;

/// <summary>The answer to a request, with everything that led to it. Immutable.</summary>
public sealed record ReasoningResult
{
    /// <summary>What the chosen trace answered, in its own words. The answer proper is <see cref="Trace.Extracted"/>.</summary>
    public string Answer => Chosen.Answer;

    /// <summary>The thinking that led to it.</summary>
    public string Thinking => Chosen.Thinking;

    /// <summary>Why the chosen trace stopped.</summary>
    public StopReason StopReason => Chosen.StopReason;

    /// <summary>The trace whose answer this is: the first of those that gave the answer most traces gave, or the first where none could be extracted.</summary>
    public required Trace Chosen { get; init; }

    /// <summary>Every trace, by index.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>How the traces voted: each gives one vote for what was extracted from it.</summary>
    public required ScalingOutcome Vote { get; init; }

    /// <summary>Tokens of the prompt, and of all traces together.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>Of the prompt's tokens, those that were in memory already and were not decoded again; 0 unless <see cref="ReasoningOptions.ReusesPrompt"/>.</summary>
    public int CachedInputTokens { get; init; }

    /// <summary>How long the request took; the gaps between tokens are those of all traces.</summary>
    public required ReasoningTiming Timing { get; init; }

    /// <summary>The seed from which those of the traces were drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What decoded.</summary>
    public required BackendIdentity Identity { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Answer;
}
