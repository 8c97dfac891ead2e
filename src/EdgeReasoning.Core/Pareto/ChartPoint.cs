namespace EdgeReasoning.Pareto;

/// <summary>An item on a chart, in the units of its axes.</summary>
internal readonly record struct ChartPoint(double X, double Y, string Label, bool IsMember);
