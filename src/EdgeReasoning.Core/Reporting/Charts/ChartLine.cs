namespace EdgeReasoning.Reporting;

/// <summary>A line through points, from left to right.</summary>
/// <param name="Name">Unique within the chart.</param>
/// <param name="Color">The category that gives its colour.</param>
/// <param name="Dash">The category that gives its dashes.</param>
/// <param name="Points">From two points.</param>
internal sealed record ChartLine(string Name, string Color, string Dash, IReadOnlyList<(double X, double Y)> Points);
