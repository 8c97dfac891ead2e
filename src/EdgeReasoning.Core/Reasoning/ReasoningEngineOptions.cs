using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Prompts;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Reasoning;

/// <summary>How an engine is set up.</summary>
public sealed record ReasoningEngineOptions
{
    /// <summary>Tokens that a prompt and one reply may have together. Null, the default, is the model's trained length, at most 4096.</summary>
    public int? SequenceTokens { get; init; }

    /// <summary>Traces decoded at once, over all requests, from 1 to 256. Default 8. More wait their turn.</summary>
    public int MaxParallelTraces { get; init; } = 8;

    /// <summary>How sequences lie in KV memory. Null, the default, is chosen from <see cref="ExpectedPromptTokens"/> and <see cref="ExpectedReplyTokens"/>.</summary>
    public KvLayout? Layout { get; init; }

    /// <summary>Tokens that all traces together may hold in <see cref="KvLayout.Unified"/>. Null, the default, gives every trace room for <see cref="SequenceTokens"/>.</summary>
    public int? CapacityTokens { get; init; }

    /// <summary>The usual length of a prompt, by which the layout is chosen. Default 256.</summary>
    public int ExpectedPromptTokens { get; init; } = 256;

    /// <summary>The usual length of a reply, by which the layout is chosen. Default 1024.</summary>
    public int ExpectedReplyTokens { get; init; } = 1024;

    /// <summary>Tokens of one decode call at the most, from 1. Default 512.</summary>
    public int MaxBatchTokens { get; init; } = 512;

    /// <summary>Prompt tokens that go into a step in which traces are being decoded, so that these do not stall; from 1. Default 128.</summary>
    public int PrefillChunkTokens { get; init; } = 128;

    /// <summary>
    /// Tokens that a step decodes on trial at the most, shared evenly among the traces that are being decoded; from 0, the default, which is off. Replies are
    /// drawn as without it; what it changes is how many decode calls they take.
    /// </summary>
    /// <remarks>
    /// Speculative decoding by prompt lookup: a trace whose last tokens stood in its prompt or reply before is drafted to go on as it did there. The model decodes the draft in the
    /// same call, each token is drawn from its own logits as ever, and the draft is dropped from where the two differ. Where there are more traces than
    /// draft tokens, nothing is drafted; nor is it where the memory cannot go back (recurrent models). Whether it pays depends on what a row more costs:
    /// measure with <c>lookup</c> of the benchmarks. Tokens of one call arrive together, so that some gaps between tokens are 0.
    /// </remarks>
    public int DraftTokens { get; init; }

    /// <summary>A Jinja chat template that replaces the model's own. Null, the default, takes the model's.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Thinking markers and habits that replace those found in the template and the vocabulary. Null, the default, finds them.</summary>
    public ThinkingFormat? Thinking { get; init; }

    /// <summary>The fitted latency, power and energy models of this model on this device, by which budgets turn seconds and joules into tokens. Null, the
    /// default, leaves them to the pace that they observe.</summary>
    public DeviceProfile? Profile { get; init; }

    /// <summary>Where the sequence of seeds starts that requests without a seed of their own take from. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The clock for timings. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the engine logs. Null, the default, is nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Checks every number against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    public void Validate()
    {
        if (SequenceTokens is { } tokens) ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 2, nameof(SequenceTokens));
        if (CapacityTokens is { } capacity) ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2, nameof(CapacityTokens));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxParallelTraces, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxParallelTraces, 256);
        ArgumentOutOfRangeException.ThrowIfLessThan(ExpectedPromptTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ExpectedReplyTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PrefillChunkTokens, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(DraftTokens);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
