namespace EdgeReasoning.Performance;

/// <summary>How far a profiling is.</summary>
/// <param name="Fraction">Share of the time budget that is spent, from 0 to 1; 1 at the end.</param>
/// <param name="Phase">What is measured now, for people.</param>
/// <param name="Spent">Time spent so far.</param>
/// <param name="Left">Time left at the most; 0 where the first round takes longer than the budget.</param>
public readonly record struct ProfileProgress(double Fraction, string Phase, TimeSpan Spent, TimeSpan Left);
