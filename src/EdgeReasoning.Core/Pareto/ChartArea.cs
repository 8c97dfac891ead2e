namespace EdgeReasoning.Pareto;

/// <summary>A rectangle of the hypervolume, between two opposite corners.</summary>
internal readonly record struct ChartArea(double X, double Y, double X2, double Y2);
