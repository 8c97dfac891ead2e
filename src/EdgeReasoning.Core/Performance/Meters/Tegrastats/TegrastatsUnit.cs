namespace EdgeReasoning.Performance;

/// <summary>Load and clocks of one processor or engine, as a tegrastats line has them.</summary>
/// <param name="Name">Its name as printed, <c>GR3D_FREQ</c> or <c>VIC</c> say; cores are <c>CPU0</c>, <c>CPU1</c> and so on.</param>
/// <param name="IsOff">It is switched off.</param>
/// <param name="Percent">Load in percent; null where it is off or not printed.</param>
/// <param name="Megahertz">Clocks: none, one, or one for each cluster.</param>
public sealed record TegrastatsUnit(string Name, bool IsOff, double? Percent, IReadOnlyList<double> Megahertz);
