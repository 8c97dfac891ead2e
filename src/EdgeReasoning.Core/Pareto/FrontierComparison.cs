namespace EdgeReasoning.Pareto;

/// <summary>How far a frontier is from a reference frontier. Smaller is better in all four.</summary>
/// <param name="AdditiveEpsilon">The least amount that, taken off every objective of every member, makes them weakly dominate the reference.</param>
/// <param name="MultiplicativeEpsilon">The least factor that does the same by division; null where a value is not above 0.</param>
/// <param name="InvertedGenerationalDistance">The mean distance from a reference point to the nearest member (IGD).</param>
/// <param name="InvertedGenerationalDistancePlus">The same, counting only the axes on which the member is worse (IGD+).</param>
public sealed record FrontierComparison(
    double AdditiveEpsilon,
    double? MultiplicativeEpsilon,
    double InvertedGenerationalDistance,
    double InvertedGenerationalDistancePlus);
