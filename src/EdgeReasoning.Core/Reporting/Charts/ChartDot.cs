using EdgeReasoning.Statistics;

namespace EdgeReasoning.Reporting;

/// <summary>A configuration on a chart.</summary>
/// <param name="X">Its place along the horizontal axis.</param>
/// <param name="Y">Its place along the vertical axis.</param>
/// <param name="Color">The category that gives its colour.</param>
/// <param name="Shape">The category that gives its shape: where its time comes from.</param>
internal sealed record ChartDot(double X, double Y, string Color, string Shape)
{
    /// <summary>Its interval along the vertical axis.</summary>
    public Interval? Interval { get; init; }

    /// <summary>A few letters beside it; empty for none.</summary>
    public string Label { get; init; } = "";

    /// <summary>What it says of itself when pointed at, the configuration first. Every dot of a chart has the same titles.</summary>
    public required IReadOnlyList<(string Title, string Text)> Details { get; init; }
}
