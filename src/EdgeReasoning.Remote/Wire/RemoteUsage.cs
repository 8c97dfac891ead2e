namespace EdgeReasoning.Remote.Wire;

/// <summary>Tokens as a server counts them; null where it does not.</summary>
internal sealed record RemoteUsage(int PromptTokens, int CompletionTokens, int? ReasoningTokens);
