using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>What one request took that ran alone.</summary>
/// <param name="Backend">What decoded it.</param>
/// <param name="PromptTokens">Tokens of its prompt, from 1.</param>
/// <param name="ReplyTokens">Tokens of each reply, all of them about as long, from 0.</param>
/// <param name="Sequences">Replies that ran together, from 1.</param>
/// <param name="PrefillSeconds">Seconds to the first token; null where unknown, or where a part of the prompt was in memory before.</param>
/// <param name="DecodeSeconds">Seconds from the first token to the last; null where unknown.</param>
public readonly record struct FinishedRequest(
    BackendIdentity Backend, int PromptTokens, int ReplyTokens, int Sequences, double? PrefillSeconds, double? DecodeSeconds);
