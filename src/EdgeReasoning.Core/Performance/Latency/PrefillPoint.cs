namespace EdgeReasoning.Performance;

/// <summary>One measured prompt.</summary>
/// <param name="PromptTokens">Tokens of the prompt, as decoded: a begin-of-sequence token counts.</param>
/// <param name="Seconds">Time from the request to the first token, above 0.</param>
public readonly record struct PrefillPoint(int PromptTokens, double Seconds);
