namespace EdgeReasoning.Performance;

/// <summary>Measured decode steps with many sequences at nearly the same contexts.</summary>
/// <param name="Sequences">Sequences in the step, from 1.</param>
/// <param name="PrefixTokens">Tokens that all share.</param>
/// <param name="OwnTokens">Further tokens of each sequence, their mean over the steps.</param>
/// <param name="Seconds">Mean seconds of one step, above 0.</param>
public readonly record struct StepPoint(int Sequences, double PrefixTokens, double OwnTokens, double Seconds);
