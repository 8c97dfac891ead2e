namespace EdgeReasoning.Remote.Endpoints;

/// <summary>A streamed reply that ended before its end, or with an error in it.</summary>
internal sealed class TornReplyException(string message) : Exception(message);
