using System.Globalization;

namespace EdgeReasoning.Performance.Tests;

/// <summary>One row of a data file, by column name. An empty cell is null.</summary>
internal sealed class SweepRow(IReadOnlyDictionary<string, string> cells)
{
    public string Text(string column) => cells[column];

    public double Number(string column) => double.Parse(cells[column], CultureInfo.InvariantCulture);

    public double? NumberOrNull(string column) => cells[column].Length == 0 ? null : Number(column);

    public int Whole(string column) => int.Parse(cells[column], CultureInfo.InvariantCulture);
}
