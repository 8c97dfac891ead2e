using System.Text.Json.Nodes;

namespace EdgeReasoning.Reporting;

/// <summary>A chart as a Vega-Lite specification: dots, intervals, lines and labels as layers with their data inside.</summary>
internal static class ChartSpecification
{
    public static JsonObject Of(Chart chart)
    {
        // Dots lie on top: what lies over one takes its tooltip away.
        var layers = new JsonArray();
        if (chart.Dots.Any(dot => dot.Interval is not null))
            layers.Add((JsonNode)Intervals(chart));
        if (chart.Lines.Count > 0)
            layers.Add((JsonNode)Lines(chart));
        if (chart.Dots.Any(dot => dot.Label.Length > 0))
            layers.Add((JsonNode)Labels(chart));
        if (chart.Dots.Count > 0)
            layers.Add((JsonNode)Dots(chart));
        return new JsonObject
        {
            ["$schema"] = "https://vega.github.io/schema/vega-lite/v5.json",
            ["title"] = chart.Title,
            ["description"] = chart.Description,
            ["width"] = 560,
            ["height"] = 360,
            ["layer"] = layers,
        };
    }

    private static JsonObject Lines(Chart chart)
    {
        var rows = new JsonArray();
        foreach (ChartLine line in chart.Lines)
        {
            for (int i = 0; i < line.Points.Count; i++)
            {
                rows.Add((JsonNode)new JsonObject
                {
                    ["x"] = line.Points[i].X,
                    ["y"] = line.Points[i].Y,
                    ["line"] = line.Name,
                    ["color"] = line.Color,
                    ["dash"] = line.Dash,
                    ["order"] = i,
                });
            }
        }

        JsonObject encoding = Encoding(chart);
        encoding["detail"] = Field("line", "nominal");
        encoding["order"] = Field("order", "quantitative");
        encoding["strokeDash"] = new JsonObject
        {
            ["field"] = "dash",
            ["type"] = "nominal",
            ["title"] = null,
            ["scale"] = new JsonObject
            {
                ["domain"] = Strings(chart.Dashes),
                ["range"] = new JsonArray([.. chart.Dashes.Select((_, index) => (JsonNode)new JsonArray([.. Palette.Dash(index).Select(length => (JsonNode)length)]))]),
            },
            ["legend"] = chart.Dashes.Count > 1 ? new JsonObject() : null,
        };
        return Layer(new JsonObject { ["type"] = "line", ["strokeWidth"] = 1.5, ["aria"] = false }, rows, encoding);
    }

    private static JsonObject Intervals(Chart chart)
    {
        var rows = new JsonArray();
        foreach (ChartDot dot in chart.Dots)
        {
            if (dot.Interval is { } interval)
                rows.Add((JsonNode)new JsonObject { ["x"] = dot.X, ["y"] = interval.Lower, ["y2"] = interval.Upper, ["color"] = dot.Color });
        }

        JsonObject encoding = Encoding(chart);
        encoding["y2"] = new JsonObject { ["field"] = "y2" };
        return Layer(new JsonObject { ["type"] = "rule", ["opacity"] = 0.35, ["aria"] = false }, rows, encoding);
    }

    private static JsonObject Dots(Chart chart)
    {
        var rows = new JsonArray();
        foreach (ChartDot dot in chart.Dots)
        {
            var row = new JsonObject { ["x"] = dot.X, ["y"] = dot.Y, ["color"] = dot.Color, ["shape"] = dot.Shape };
            for (int i = 0; i < dot.Details.Count; i++)
                row[Detail(i)] = dot.Details[i].Text;
            rows.Add((JsonNode)row);
        }

        JsonObject encoding = Encoding(chart);
        encoding["shape"] = new JsonObject
        {
            ["field"] = "shape",
            ["type"] = "nominal",
            ["title"] = null,
            ["scale"] = new JsonObject { ["domain"] = Strings(chart.Shapes), ["range"] = Strings(chart.Shapes.Select(Palette.Shape)) },
        };
        encoding["tooltip"] = new JsonArray([.. chart.Dots[0].Details.Select((detail, index) => (JsonNode)Field(Detail(index), "nominal", detail.Title))]);
        return Layer(new JsonObject { ["type"] = "point", ["filled"] = true, ["size"] = 70, ["opacity"] = 0.9 }, rows, encoding);
    }

    private static JsonObject Labels(Chart chart)
    {
        var rows = new JsonArray();
        foreach (ChartDot dot in chart.Dots.Where(dot => dot.Label.Length > 0))
            rows.Add((JsonNode)new JsonObject { ["x"] = dot.X, ["y"] = dot.Y, ["color"] = dot.Color, ["label"] = dot.Label });
        JsonObject encoding = Encoding(chart);
        encoding["text"] = Field("label", "nominal");
        return Layer(new JsonObject { ["type"] = "text", ["align"] = "right", ["dx"] = -6, ["dy"] = -8, ["aria"] = false }, rows, encoding);
    }

    private static JsonObject Layer(JsonObject mark, JsonArray rows, JsonObject encoding) => new()
    {
        ["mark"] = mark,
        ["data"] = new JsonObject { ["values"] = rows },
        ["encoding"] = encoding,
    };

    private static JsonObject Encoding(Chart chart) => new()
    {
        ["x"] = Axis("x", chart.X),
        ["y"] = Axis("y", chart.Y),
        ["color"] = new JsonObject
        {
            ["field"] = "color",
            ["type"] = "nominal",
            ["title"] = null,
            ["scale"] = new JsonObject
            {
                ["domain"] = Strings(chart.Colors.Select(color => color.Category)),
                ["range"] = Strings(chart.Colors.Select(color => color.Color)),
            },
            // Without these it looks like the first layer, the pale intervals.
            ["legend"] = new JsonObject { ["symbolType"] = "circle", ["symbolOpacity"] = 1 },
        },
    };

    private static JsonObject Axis(string channel, ChartAxis axis) => new()
    {
        ["field"] = channel,
        ["type"] = "quantitative",
        ["title"] = axis.Title,
        ["scale"] = axis.IsLogarithmic ? new JsonObject { ["type"] = "log", ["nice"] = false, ["padding"] = 16 } : new JsonObject { ["zero"] = false },
        ["axis"] = new JsonObject { ["format"] = axis.IsShare ? "~%" : "~g", ["labelSeparation"] = 6 },
    };

    private static JsonObject Field(string field, string type, string? title = null)
    {
        var channel = new JsonObject { ["field"] = field, ["type"] = type };
        if (title is not null)
            channel["title"] = title;
        return channel;
    }

    private static string Detail(int index) => Quantity.Invariant($"detail{index}");

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
