using System.Globalization;
using System.Text.Json;

namespace EdgeReasoning.Benchmarks.Measuring;

/// <summary>What was measured as JSON, for those who want to compute with it.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>Writes NAME-DATE.json into a folder; nothing where there is none.</summary>
    public static void Write<T>(string? folder, string name, IReadOnlyList<T> rows)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(folder, $"{name}-{date}.json"), JsonSerializer.Serialize(rows, s_json) + "\n");
    }
}
