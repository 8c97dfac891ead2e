namespace EdgeReasoning.Statistics;

/// <summary>The outcome of McNemar's test on paired yes-or-no results.</summary>
/// <param name="OnlyFirst">Pairs in which only the first succeeded.</param>
/// <param name="OnlySecond">Pairs in which only the second succeeded.</param>
/// <param name="PValue">The two-sided probability of a split at least as uneven when both are equally good, from 0 to 1.</param>
public sealed record McNemarResult(int OnlyFirst, int OnlySecond, double PValue);
