namespace EdgeReasoning.Server.Wire;

internal sealed record VoteBody(string? Answer, int Votes);
