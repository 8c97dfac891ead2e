using System.Text.Json;

namespace EdgeReasoning.Pareto;

/// <summary>Writes a chart as a Vega-Lite specification: four layers, each with its data.</summary>
internal static class VegaLiteWriter
{
    public static void Write(Utf8JsonWriter json, ChartData chart)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://vega.github.io/schema/vega-lite/v5.json");
        json.WriteString("title", chart.Title);
        json.WriteNumber("width", 560);
        json.WriteNumber("height", 360);
        if (chart is { Reference: { } reference, Hypervolume: { } hypervolume })
        {
            json.WriteStartObject("usermeta");
            json.WriteNumber("hypervolume", hypervolume);
            json.WriteStartArray("reference");
            json.WriteNumberValue(reference.X);
            json.WriteNumberValue(reference.Y);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteStartArray("layer");
        WriteAreas(json, chart);
        WriteSteps(json, chart);
        WritePoints(json, chart);
        WriteLabels(json, chart);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAreas(Utf8JsonWriter json, ChartData chart)
    {
        StartLayer(json, "rect", ("color", ChartColors.Member), opacity: 0.15);
        StartRows(json);
        foreach (ChartArea area in chart.Areas)
        {
            json.WriteStartObject();
            json.WriteNumber("x", area.X);
            json.WriteNumber("x2", area.X2);
            json.WriteNumber("y", area.Y);
            json.WriteNumber("y2", area.Y2);
            json.WriteEndObject();
        }

        EndRows(json);
        StartEncoding(json, chart);
        WriteField(json, "x2", "x2", null);
        WriteField(json, "y2", "y2", null);
        EndLayer(json);
    }

    private static void WriteSteps(Utf8JsonWriter json, ChartData chart)
    {
        StartLayer(json, "line", ("color", ChartColors.Member), opacity: 1);
        StartRows(json);
        for (int i = 0; i < chart.Steps.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("x", chart.Steps[i].X);
            json.WriteNumber("y", chart.Steps[i].Y);
            json.WriteNumber("order", i);
            json.WriteEndObject();
        }

        EndRows(json);
        StartEncoding(json, chart);
        WriteField(json, "order", "order", "quantitative");
        EndLayer(json);
    }

    private static void WritePoints(Utf8JsonWriter json, ChartData chart)
    {
        StartLayer(json, "point", ("shape", "circle"), opacity: 1, isFilled: true);
        WriteItems(json, chart.Points);
        StartEncoding(json, chart);
        json.WriteStartObject("color");
        json.WriteString("field", "status");
        json.WriteString("type", "nominal");
        json.WriteNull("title");
        json.WriteStartObject("scale");
        WriteStrings(json, "domain", "member", "dominated");
        WriteStrings(json, "range", ChartColors.Member, ChartColors.Dominated);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("tooltip");
        WriteTooltip(json, "label", "nominal", "item");
        WriteTooltip(json, "x", "quantitative", chart.X.Name);
        WriteTooltip(json, "y", "quantitative", chart.Y.Name);
        json.WriteEndArray();
        EndLayer(json);
    }

    private static void WriteLabels(Utf8JsonWriter json, ChartData chart)
    {
        (bool isLeft, bool isAbove) = chart.LabelSide;
        json.WriteStartObject();
        json.WriteStartObject("mark");
        json.WriteString("type", "text");
        json.WriteString("align", isLeft ? "right" : "left");
        json.WriteNumber("dx", isLeft ? -6 : 6);
        json.WriteNumber("dy", isAbove ? -6 : 10);
        json.WriteEndObject();
        WriteItems(json, chart.Points.Where(static point => point.IsMember && point.Label.Length > 0));
        StartEncoding(json, chart);
        WriteField(json, "text", "label", "nominal");
        EndLayer(json);
    }

    private static void WriteItems(Utf8JsonWriter json, IEnumerable<ChartPoint> points)
    {
        StartRows(json);
        foreach (ChartPoint point in points)
        {
            json.WriteStartObject();
            json.WriteNumber("x", point.X);
            json.WriteNumber("y", point.Y);
            json.WriteString("label", point.Label);
            json.WriteString("status", point.IsMember ? "member" : "dominated");
            json.WriteEndObject();
        }

        EndRows(json);
    }

    private static void StartLayer(Utf8JsonWriter json, string mark, (string Name, string Value) style, double opacity, bool isFilled = false)
    {
        json.WriteStartObject();
        json.WriteStartObject("mark");
        json.WriteString("type", mark);
        json.WriteString(style.Name, style.Value);
        json.WriteNumber("opacity", opacity);
        if (isFilled)
            json.WriteBoolean("filled", true);
        json.WriteEndObject();
    }

    private static void StartRows(Utf8JsonWriter json)
    {
        json.WriteStartObject("data");
        json.WriteStartArray("values");
    }

    private static void EndRows(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void StartEncoding(Utf8JsonWriter json, ChartData chart)
    {
        json.WriteStartObject("encoding");
        WriteAxis(json, "x", chart.X.Name);
        WriteAxis(json, "y", chart.Y.Name);
    }

    private static void EndLayer(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAxis(Utf8JsonWriter json, string channel, string title)
    {
        json.WriteStartObject(channel);
        json.WriteString("field", channel);
        json.WriteString("type", "quantitative");
        json.WriteString("title", title);
        json.WriteStartObject("scale");
        json.WriteBoolean("zero", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, string channel, string field, string? type)
    {
        json.WriteStartObject(channel);
        json.WriteString("field", field);
        if (type is not null)
            json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static void WriteTooltip(Utf8JsonWriter json, string field, string type, string title)
    {
        json.WriteStartObject();
        json.WriteString("field", field);
        json.WriteString("type", type);
        json.WriteString("title", title);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, params ReadOnlySpan<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
