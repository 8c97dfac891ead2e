namespace EdgeReasoning.Performance;

/// <summary>The measured power of one phase.</summary>
/// <param name="Tokens">Tokens of the phase: the prompt, or the reply.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Watts">Mean watts over it, above 0.</param>
public readonly record struct PowerPoint(int Tokens, double Seconds, double Watts);
