using EdgeReasoning.Prompts;

namespace EdgeReasoning.Answers.ToolCalls;

/// <summary>A piece of text, or a call.</summary>
internal readonly record struct ReplyPart(string Text, ToolCall? Call);
