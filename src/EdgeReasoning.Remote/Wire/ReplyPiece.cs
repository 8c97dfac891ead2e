using EdgeReasoning.Traces;

namespace EdgeReasoning.Remote.Wire;

/// <summary>What one event of a streamed reply brings.</summary>
/// <param name="Thinking">A piece of thinking; null for none.</param>
/// <param name="Content">A piece of the content; null for none.</param>
/// <param name="FinishReason">Why the reply ends; null where it goes on.</param>
/// <param name="Usage">Tokens, where the event counts them.</param>
/// <param name="Stop">Why the trace stopped, where the server says more of it than OpenAI's words can.</param>
/// <param name="ThinkingStop">Why its thinking stopped, likewise.</param>
internal readonly record struct ReplyPiece(string? Thinking, string? Content, string? FinishReason, RemoteUsage? Usage, StopReason? Stop = null, StopReason? ThinkingStop = null);
