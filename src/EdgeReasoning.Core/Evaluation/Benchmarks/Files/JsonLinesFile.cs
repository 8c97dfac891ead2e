using System.Text.Json;

namespace EdgeReasoning.Evaluation;

/// <summary>JSON Lines: an object a line; empty lines do not count.</summary>
internal static class JsonLinesFile
{
    /// <exception cref="InvalidDataException">A line is not a JSON object.</exception>
    public static IEnumerable<JsonRow> Read(string path)
    {
        int line = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text)) yield return new JsonRow(path, line, Parse(path, line, text));
        }
    }

    private static JsonElement Parse(string path, int line, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document.RootElement.Clone();
            throw new InvalidDataException($"{Path.GetFileName(path)}, line {line}: this is not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)}, line {line}: this is not JSON: {exception.Message}", exception);
        }
    }
}
