namespace EdgeReasoning.Server.Wire;

/// <summary>What OpenAI's choice has no words for.</summary>
/// <param name="StopReason">Why the trace stopped.</param>
/// <param name="ThinkingStop">Why its thinking stopped; null where it did not think.</param>
/// <param name="Extracted">The answer proper; null where none was found.</param>
internal sealed record TraceBody(string StopReason, string? ThinkingStop, string? Extracted);
