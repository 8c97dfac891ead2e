using EdgeReasoning.Answers;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Traces;

/// <summary>One sampled reply. Immutable.</summary>
public sealed record Trace
{
    /// <summary>Which of the request's traces, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>What it thought, without markers and surrounding white space; empty where it did not think.</summary>
    public required string Thinking { get; init; }

    /// <summary>What it answered, without surrounding white space; empty where it was cut while thinking.</summary>
    public required string Answer { get; init; }

    /// <summary>The calls of tools that it asked for, whole ones, in order (<see cref="Reasoning.ReasoningOptions.Tools"/>); they are no longer in <see cref="Answer"/>. What was
    /// meant as a call and is none has stayed there as text.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Characters of the answer that came before the first call.</summary>
    internal int CallsAt { get; init; }

    /// <summary>The answer proper that was found in <see cref="Answer"/>; null where none was.</summary>
    public ExtractedAnswer? Extracted { get; init; }

    /// <summary>The tokens of the reply, those written in the model's stead included (<see cref="Interventions"/>), without the end token.</summary>
    public required IReadOnlyList<int> Tokens { get; init; }

    /// <summary>Natural logarithm of the probability that the model itself gave to each token; null unless asked for
    /// (<see cref="Inference.SamplingOptions.LogProbabilities"/>). NaN for tokens that the model did not choose.</summary>
    public IReadOnlyList<float>? LogProbabilities { get; init; }

    /// <summary>DeepConf confidence of each token; null unless asked for (<see cref="Inference.SamplingOptions.ConfidenceTopK"/>). NaN for tokens that the model did not choose.</summary>
    public IReadOnlyList<float>? Confidences { get; init; }

    /// <summary>Tokens it took.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>Tokens that were decoded on trial; null where none were (<see cref="Reasoning.ReasoningEngineOptions.DraftTokens"/>).</summary>
    public DraftUsage? Drafts { get; init; }

    /// <summary>How long it took.</summary>
    public required ReasoningTiming Timing { get; init; }

    /// <summary>Why it stopped.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Why its thinking stopped; null where it did not think, or was cut while thinking.</summary>
    public StopReason? ThinkingStop { get; init; }

    /// <summary>What the library wrote into it, in order; empty for a trace that was left alone.</summary>
    public IReadOnlyList<Intervention> Interventions { get; init; } = [];

    /// <summary>The seed it was sampled with.</summary>
    public required ulong Seed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"#{Index}: {Answer} ({Usage.ThinkingTokens} thinking tokens, {StopReason})";
}
