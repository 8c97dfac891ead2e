namespace EdgeReasoning.Server.Wire;

internal sealed record TokensBody(int Thinking, int Answer, int Marker, int Forced, int Probe);
