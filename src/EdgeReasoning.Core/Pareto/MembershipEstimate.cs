namespace EdgeReasoning.Pareto;

/// <summary>How sure it is that an item belongs on the frontier.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Probability">The share of draws in which no other item dominates it, from 0 to 1.</param>
/// <param name="StandardError">The binomial standard error of the probability, from the number of draws.</param>
public readonly record struct MembershipEstimate<T>(T Item, double Probability, double StandardError);
