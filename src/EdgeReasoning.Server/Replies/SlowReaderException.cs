namespace EdgeReasoning.Server.Replies;

/// <summary>A client has not read its reply in time, and has been cut off.</summary>
internal sealed class SlowReaderException() : Exception("The client does not read its reply; the connection has been cut.");
