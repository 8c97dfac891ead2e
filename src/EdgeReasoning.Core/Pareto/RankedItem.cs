namespace EdgeReasoning.Pareto;

/// <summary>An item with its non-dominated rank and crowding distance, the pair that NSGA-II selects by.</summary>
/// <typeparam name="T">The caller's type.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Rank">0 on the frontier, 1 on the frontier of what is left without those of rank 0, and so on.</param>
/// <param name="Crowding">The gap that the item leaves among those of its rank and group, a sum of axis shares; infinite at the ends.</param>
public readonly record struct RankedItem<T>(T Item, int Rank, double Crowding);
