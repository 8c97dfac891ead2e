using System.Text;
using System.Text.Json;

namespace EdgeReasoning.Reporting;

/// <summary>Writes a chart as a figure: a drawing that needs no script, what it shows in words, its data as a table, and the specification that the script draws from.</summary>
internal static class HtmlChart
{
    public static void Write(Markup html, Chart chart)
    {
        html.Add($"<section aria-labelledby=\"{chart.Id}\">\n<h2 id=\"{chart.Id}\">{chart.Title}</h2>\n");
        html.Add($"<figure>\n<div class=\"chart\" data-chart=\"{chart.Id}\">").AddRaw(ChartSvg.Write(chart)).AddRaw("</div>\n");
        html.Add($"<figcaption>{chart.Description}</figcaption>\n</figure>\n<details><summary>Data of this chart</summary>\n");
        if (chart.Dots.Count > 0)
        {
            HtmlTable.Write(
                html,
                $"Configurations: {chart.Title}",
                ["Configuration", chart.X.Title, chart.Y.Title, "Interval", "Colour", "Shape"],
                chart.Dots.Select(dot => new[]
                {
                    dot.Details[0].Text, Text(dot.X, chart.X), Text(dot.Y, chart.Y),
                    dot.Interval is { } interval ? Quantity.Percent(interval) : Quantity.Unknown, dot.Color, dot.Shape,
                }));
        }

        if (chart.HasLineData)
        {
            HtmlTable.Write(
                html,
                $"Lines: {chart.Title}",
                ["Line", "Dash", chart.X.Title, chart.Y.Title],
                chart.Lines.SelectMany(line => line.Points.Select(point => new[] { line.Color, line.Dash, Text(point.X, chart.X), Text(point.Y, chart.Y) })));
        }

        html.Add($"</details>\n<script type=\"application/json\" id=\"spec-{chart.Id}\">").AddRaw(Specification(chart)).AddRaw("</script>\n</section>\n");
    }

    // The writer escapes what could end a script element.
    private static string Specification(Chart chart)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            ChartSpecification.Of(chart).WriteTo(json);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static string Text(double value, ChartAxis axis) => axis.IsShare ? Quantity.Percent(value) : Quantity.Digits(value);
}
