namespace EdgeReasoning.Pareto;

/// <summary>The outcome of <see cref="FrontierSnapshot{T}.Choose"/>.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
/// <param name="Kind">Whether the item meets the constraints, comes nearest, or does not exist.</param>
/// <param name="Item">The item; the default of its type for <see cref="ChoiceKind.None"/>.</param>
/// <param name="Violation">
/// How far the item is from feasible: the sum over the constraints of the amount missed, each divided by the largest finite amount
/// that any candidate misses it by. 0 for <see cref="ChoiceKind.Feasible"/>; NaN for <see cref="ChoiceKind.None"/>.
/// </param>
public readonly record struct Choice<T>(ChoiceKind Kind, T? Item, double Violation)
{
    /// <summary>Whether the item meets every constraint.</summary>
    public bool IsFeasible => Kind == ChoiceKind.Feasible;
}
