namespace EdgeReasoning.Performance;

/// <summary>What <see cref="LinearFit"/> found.</summary>
/// <param name="Coefficients">One per column.</param>
/// <param name="Weights">One per row, from 0 (outlier) to 1.</param>
/// <param name="StandardErrors">One per column; infinite where the rows do not determine it.</param>
/// <param name="Bound">Columns that the lower bound of 0 holds.</param>
/// <param name="DegreesOfFreedom">Rows with weight less free columns.</param>
internal sealed record LinearSolution(double[] Coefficients, double[] Weights, double[] StandardErrors, bool[] Bound, int DegreesOfFreedom);
