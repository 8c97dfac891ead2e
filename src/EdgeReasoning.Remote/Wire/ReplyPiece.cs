using EdgeReasoning.Traces;

namespace EdgeReasoning.Remote.Wire;

/// <summary>What one event of a streamed reply brings.</summary>
/// <param name="Stop">Why the trace stopped, where the server says more of it than OpenAI's words can.</param>
/// <param name="ThinkingStop">Why its thinking stopped, likewise.</param>
internal readonly record struct ReplyPiece(string? Thinking, string? Content, string? FinishReason, RemoteUsage? Usage, StopReason? Stop = null, StopReason? ThinkingStop = null);
