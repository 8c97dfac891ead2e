namespace EdgeReasoning.Server.Wire;

/// <summary>Of the prompt's tokens, those that were in memory from an earlier request.</summary>
internal sealed record PromptTokensDetailsBody(int CachedTokens);
