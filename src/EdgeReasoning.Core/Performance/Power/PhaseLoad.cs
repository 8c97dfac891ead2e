namespace EdgeReasoning.Performance;

/// <summary>One phase of a request, as the power models see it.</summary>
/// <param name="ContextTokens">Tokens in the context when the phase began: 0 for a prefill, the prompt for a decode.</param>
/// <param name="Tokens">Tokens of the phase: the prompt, or the reply.</param>
/// <param name="Seconds">How long it takes.</param>
public readonly record struct PhaseLoad(int ContextTokens, int Tokens, double Seconds);
