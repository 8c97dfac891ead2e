namespace EdgeReasoning.Performance;

/// <summary>One time read somewhere: a result of a paper, a log, another tool.</summary>
/// <param name="Device">The device that it was measured on; null where the source does not say.</param>
/// <param name="PromptTokens">Tokens of the prompt; null where unknown.</param>
/// <param name="ReplyTokens">Tokens of each reply, from 1.</param>
/// <param name="Seconds">The time, above 0.</param>
public readonly record struct Observation(string? Device, int? PromptTokens, int ReplyTokens, double Seconds);
