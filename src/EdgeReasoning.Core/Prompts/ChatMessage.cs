namespace EdgeReasoning.Prompts;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>; a template may know others and refuse some.</param>
/// <param name="Content">What is said; may be empty.</param>
/// <param name="ReasoningContent">What an assistant thought before it; null where unknown. Most templates leave it out of earlier turns.</param>
public sealed record ChatMessage(string Role, string Content, string? ReasoningContent = null)
{
    /// <summary>The calls that an assistant asked for in this turn. Default none.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Of a message of the role <c>tool</c>: the <see cref="ToolCall.Id"/> of the call whose result it is; null where unknown.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Of a message of the role <c>tool</c>: the name of the function; null where unknown.</summary>
    public string? Name { get; init; }

    /// <summary>A message of the system.</summary>
    /// <param name="content">What is said.</param>
    public static ChatMessage System(string content) => new("system", content);

    /// <summary>A message of the user.</summary>
    /// <param name="content">What is said.</param>
    public static ChatMessage User(string content) => new("user", content);

    /// <summary>A message of the assistant.</summary>
    /// <param name="content">What is said.</param>
    /// <param name="reasoningContent">What was thought before it.</param>
    public static ChatMessage Assistant(string content, string? reasoningContent = null) => new("assistant", content, reasoningContent);

    /// <summary>The result of a call.</summary>
    /// <param name="content">The result, in words or as JSON.</param>
    /// <param name="toolCallId">The <see cref="ToolCall.Id"/> of the call; null where unknown.</param>
    /// <param name="name">The name of the function; null where unknown.</param>
    public static ChatMessage Tool(string content, string? toolCallId = null, string? name = null) => new("tool", content) { ToolCallId = toolCallId, Name = name };

    /// <summary>Whether a template has to know of tools to write it.</summary>
    internal bool IsOfTools => ToolCalls.Count > 0 || Role == "tool";
}
