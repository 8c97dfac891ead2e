using System.Text;
using System.Text.Json;
using EdgeReasoning.Pareto;

namespace EdgeReasoning.Reporting;

/// <summary>A chart of a report. Immutable.</summary>
[TypeFormatterSource(typeof(PictureFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class ReportChart : IPicture
{
    private readonly Chart _chart;

    internal ReportChart(Chart chart) => _chart = chart;

    /// <summary>Its name in files and links: <c>frontier</c>, <c>tokens</c>, <c>latency</c>, <c>power</c> or <c>votes</c>; with several devices <c>frontier-2</c> and so on.</summary>
    public string Id => _chart.Id;

    /// <summary>Its title.</summary>
    public string Title => _chart.Title;

    /// <summary>What is to be seen, in words.</summary>
    public string Description => _chart.Description;

    /// <summary>The chart as a <see href="https://vega.github.io/vega-lite/">Vega-Lite</see> specification with its data inside, for notebooks.</summary>
    public string ToVegaLite()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            ChartSpecification.Of(_chart).WriteTo(json);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>The chart as an SVG document.</summary>
    public string ToSvg() => ChartSvg.Write(_chart);

    /// <inheritdoc/>
    public override string ToString() => $"{Title}: {Description}";
}
