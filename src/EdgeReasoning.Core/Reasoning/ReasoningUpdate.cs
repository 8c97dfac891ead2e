using EdgeReasoning.Prompts;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Reasoning;

/// <summary>One piece of a streamed reply.</summary>
public sealed record ReasoningUpdate
{
    /// <summary>What it brings.</summary>
    public required ReasoningUpdateKind Kind { get; init; }

    /// <summary>The trace it belongs to, from 0; the chosen one in the last update.</summary>
    public required int TraceIndex { get; init; }

    /// <summary>Whole characters that came with the last token; empty in the updates that end something.</summary>
    public string Text { get; init; } = "";

    /// <summary>The call, with <see cref="ReasoningUpdateKind.ToolCall"/>.</summary>
    public ToolCall? ToolCall { get; init; }

    /// <summary>The finished trace, with <see cref="ReasoningUpdateKind.TraceFinished"/>.</summary>
    public Trace? Trace { get; init; }

    /// <summary>The result, with <see cref="ReasoningUpdateKind.Finished"/>.</summary>
    public ReasoningResult? Result { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
