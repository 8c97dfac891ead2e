namespace EdgeReasoning.Performance;

/// <summary>What a step costs with a number of sequences, their contexts aside.</summary>
/// <param name="Sequences">Sequences that are decoded together, from 1.</param>
/// <param name="SecondsPerStep">Seconds of the step at empty contexts.</param>
public readonly record struct SequenceCost(int Sequences, double SecondsPerStep);
