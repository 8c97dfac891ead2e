using System.Text.Json;

namespace EdgeReasoning.Server.Wire;

/// <summary>One message of a request.</summary>
internal sealed record MessageBody
{
    public string? Role { get; init; }

    /// <summary>A text, or a list of parts.</summary>
    public JsonElement? Content { get; init; }

    public string? ReasoningContent { get; init; }

    /// <summary>vLLM's newer name for the same.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Of an assistant: what it asked for.</summary>
    public IReadOnlyList<ToolCallBody?>? ToolCalls { get; init; }

    /// <summary>Of a tool: whose result it is.</summary>
    public string? ToolCallId { get; init; }
}
