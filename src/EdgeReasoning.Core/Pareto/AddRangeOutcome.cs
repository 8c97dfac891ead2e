namespace EdgeReasoning.Pareto;

/// <summary>What adding many items changed, all taken together: an item of the range that another of it dominates has not entered.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
/// <param name="Entered">Items of the range that are members now, in their order.</param>
/// <param name="Left">Items that were members before and are no more, in order of addition.</param>
/// <param name="Infeasible">Items of the range that miss a constraint of the frontier.</param>
/// <param name="Unknown">Items of the range with a NaN among their values.</param>
public readonly record struct AddRangeOutcome<T>(IReadOnlyList<T> Entered, IReadOnlyList<T> Left, int Infeasible, int Unknown);
