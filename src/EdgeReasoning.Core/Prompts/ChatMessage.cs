namespace EdgeReasoning.Prompts;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>user</c> or <c>assistant</c>; a template may know others and refuse some.</param>
/// <param name="Content">What is said; may be empty.</param>
/// <param name="ReasoningContent">What an assistant thought before it; null where unknown. Most templates leave it out of earlier turns.</param>
public sealed record ChatMessage(string Role, string Content, string? ReasoningContent = null)
{
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
}
