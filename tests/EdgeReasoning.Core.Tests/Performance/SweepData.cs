using System.Text.Json;

namespace EdgeReasoning.Performance.Tests;

/// <summary>The measurements of the EdgeReasoning artifact (see Data/NOTICE) and the golden vectors.</summary>
internal static class SweepData
{
    /// <summary>Models in the order of the checks: S, M, L.</summary>
    public static readonly (string Name, ArtifactModel Model)[] Models =
        [("DSR1-Qwen-1.5B", ArtifactModel.Qwen1B5), ("DSR1-Llama-8B", ArtifactModel.Llama8B), ("DSR1-Qwen-14B", ArtifactModel.Qwen14B)];

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Performance", "Data", file);

    public static IReadOnlyList<SweepRow> Rows(string file)
    {
        string[] lines = [.. File.ReadLines(PathOf(file)).Where(line => line.Length > 0 && !line.StartsWith('#'))];
        string[] header = lines[0].Split(',');
        return [.. lines.Skip(1).Where(line => !line.Contains('"')).Select(line => new SweepRow(
            header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }

    public static JsonElement Json(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        return document.RootElement.Clone();
    }

    /// <summary>The prefill sweep to 4097 tokens, as measured (33 points, the outlier of the 8B model included).</summary>
    public static IReadOnlyList<PrefillPoint> PrefillSweep(string model)
        => [.. Rows("prefill_validation.csv").Where(row => row.Text("model") == model)
            .Select(row => new PrefillPoint(row.Whole("input_tokens"), row.Number("ttft_ms") / 1000))];

    public static IReadOnlyList<PowerPoint> PrefillPower(string model)
        => [.. Rows("prefill_validation.csv").Where(row => row.Text("model") == model)
            .Select(row => new PowerPoint(row.Whole("input_tokens"), row.Number("ttft_ms") / 1000, row.Number("avg_power_w")))];

    /// <summary>The six prompts that the artifact fitted its coefficients to.</summary>
    public static IReadOnlyList<PrefillPoint> PrefillEmbedded(string model)
        => [.. Rows("latency_embedded_points.csv").Where(row => row.Text("model") == model && row.Text("kind") == "prefill")
            .Select(row => new PrefillPoint(row.Whole("input_tokens"), row.Number("seconds")))];

    public static IReadOnlyList<DecodePoint> DecodeSweep(string model, int leastReply = 128)
        => [.. Rows("decode_exponential_parameters.csv")
            .Where(row => row.Text("model") == model && row.Whole("output_tokens") >= leastReply && row.NumberOrNull("decode_time") > 0)
            .Select(row => new DecodePoint(row.Whole("input_tokens"), row.Whole("output_tokens"), row.Number("decode_time")))];

    /// <summary>Mean power of the decode sweep at 1 Hz, by the length of the phase.</summary>
    public static IReadOnlyList<PowerPoint> DecodePower(string model)
        => [.. Rows("decode_exponential_parameters.csv")
            .Where(row => row.Text("model") == model && row.NumberOrNull("decode_time") > 0 && row.NumberOrNull("avg_decode_energy") > 0)
            .Select(row => new PowerPoint(
                row.Whole("output_tokens"), row.Number("decode_time"), row.Number("avg_decode_energy") / row.Number("decode_time")))];
}
