using System.Text.Json;

namespace EdgeReasoning.Docs.Notebooks;

/// <summary>What can be said of a Vega-Lite specification without drawing it.</summary>
internal static class VegaLiteChart
{
    public const string MimeType = "application/vnd.vegalite.v5+json";

    /// <summary>The points that its layers of points draw.</summary>
    /// <exception cref="FormatException">It is no Vega-Lite specification of version 5.</exception>
    public static int Points(string specification)
    {
        using JsonDocument document = JsonDocument.Parse(specification);
        JsonElement root = document.RootElement;
        if (!root.TryGetProperty("$schema", out JsonElement schema) || schema.GetString() != "https://vega.github.io/schema/vega-lite/v5.json")
            throw new FormatException("A cell shows what is no Vega-Lite specification of version 5.");
        JsonElement shared = root.TryGetProperty("data", out JsonElement data) ? data : default;
        return root.GetProperty("layer").EnumerateArray().Where(IsPoints).Sum(layer =>
            (layer.TryGetProperty("data", out JsonElement own) ? own : shared).GetProperty("values").GetArrayLength());
    }

    private static bool IsPoints(JsonElement layer) => layer.GetProperty("mark") is { ValueKind: JsonValueKind.Object } mark && mark.GetProperty("type").GetString() == "point";
}
