namespace EdgeReasoning.Server.Wire;

/// <summary>What the assistant says, or the next piece of it.</summary>
internal sealed record ReplyBody
{
    public string? Role { get; init; }

    public string? ReasoningContent { get; init; }

    public string? Content { get; init; }

    public IReadOnlyList<ToolCallBody>? ToolCalls { get; init; }
}
