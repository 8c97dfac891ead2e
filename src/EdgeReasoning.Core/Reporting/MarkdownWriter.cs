using System.Globalization;
using System.Text;

namespace EdgeReasoning.Reporting;

/// <summary>Writes the report as Markdown, with tables as GitHub reads them.</summary>
internal static class MarkdownWriter
{
    public static string Write(Study study)
    {
        IReadOnlyList<ResultRow> rows = ResultRows.Of(study);
        ReportCharts charts = ReportCharts.Of(study, rows);
        var text = new StringBuilder();
        string date = study.Date is { } time ? $", {time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        Line(text, $"# {Escape(study.Title)}\n");
        Line(text, $"{study.Results.Count} configurations on {Escape(study.Benchmark)} ({study.Results.Max(result => result.Outcomes.Count)} questions), {Escape(string.Join(", ", study.Results.Select(result => result.Device).Distinct()))}{date}\n");
        Line(text, $"## Recommendation\n");
        foreach (Recommendation line in Recommendation.Of(study, rows))
            Line(text, $"- {Escape(line.Asked)}: **{Escape(line.Choice ?? "Nothing keeps this")}**. {Escape(line.Text)}");
        Line(text, $"\n## Charts\n");
        foreach (Chart chart in charts.Charts)
            Line(text, $"- {Escape(chart.Title)}: {Escape(chart.Description)}");
        foreach (string missing in charts.Missing)
            Line(text, $"- {missing}");
        Line(text, $"\n## Configurations\n\nA number under *Frontier* says that no other configuration on the device is both faster and at least as accurate; 1 is the fastest.\n");
        IReadOnlyList<ResultColumn> columns = ResultColumn.Of(rows);
        Table(text, [.. columns.Select(column => column.Title)], rows.Select(row => columns.Select(column => column.Text(row))), index => columns[index].Order is not null);
        if (study.Profiles.Count > 0)
        {
            Line(text, $"\n## Fitted models\n\nThe error is the mean absolute percentage error.\n");
            Table(text, FitRow.Titles, FitRow.Of(study).Select(row => row.Cells), index => false);
        }

        Line(text, $"\n## Environment\n");
        Table(text, ["What", "Value"], EnvironmentRows.Of(study).Select(pair => new[] { pair.Key, pair.Value }), index => false);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string[] titles, IEnumerable<IEnumerable<string>> rows, Func<int, bool> isNumber)
    {
        Line(text, $"| {string.Join(" | ", titles)} |");
        Line(text, $"|{string.Join('|', titles.Select((_, index) => isNumber(index) ? "--:" : "---"))}|");
        foreach (IEnumerable<string> row in rows)
            Line(text, $"| {string.Join(" | ", row.Select(Escape))} |");
    }

    // A backslash before what Markdown or HTML would read as its own; a cell is one line.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '&' or '~')
                escaped.Append('\\').Append(c);
            else
                escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
