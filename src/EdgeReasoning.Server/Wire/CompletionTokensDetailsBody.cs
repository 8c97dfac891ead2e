namespace EdgeReasoning.Server.Wire;

internal sealed record CompletionTokensDetailsBody(int ReasoningTokens);
