namespace EdgeReasoning.Reporting;

/// <summary>What a chart of the report shows, in the units of its axes; the writers draw the same.</summary>
internal sealed record Chart
{
    /// <summary>Its name in files and links.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What is to be seen, for those who do not see it.</summary>
    public required string Description { get; init; }

    public required ChartAxis X { get; init; }

    public required ChartAxis Y { get; init; }

    /// <summary>The categories and their colours, in the order of the legend.</summary>
    public required IReadOnlyList<(string Category, string Color)> Colors { get; init; }

    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    /// <summary>Whether the lines say what no dot does, so that a table of the chart's data has to have them.</summary>
    public bool HasLineData { get; init; }

    public IReadOnlyList<ChartDot> Dots { get; init; } = [];

    public string ColorOf(string category) => Colors.First(color => color.Category == category).Color;

    /// <summary>The shapes in use, in the order of the legend.</summary>
    public IReadOnlyList<string> Shapes => [.. Dots.Select(dot => dot.Shape).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The dashes in use, in the order of the legend.</summary>
    public IReadOnlyList<string> Dashes => [.. Lines.Select(line => line.Dash).Distinct()];
}
