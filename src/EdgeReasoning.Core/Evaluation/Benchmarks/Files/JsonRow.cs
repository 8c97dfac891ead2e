using System.Text.Json;

namespace EdgeReasoning.Evaluation;

/// <summary>A row of a JSON file: an object.</summary>
internal sealed class JsonRow(string file, int line, JsonElement element) : BenchmarkRow(file, line)
{
    public JsonElement Element => element;

    public override IEnumerable<string> Columns => element.EnumerateObject().Select(property => property.Name);

    public override string? Find(string column) => Property(column) is { } value && TextOf(value) is { Length: > 0 } text ? text : null;

    public override IReadOnlyList<string>? FindList(string column) => Property(column) switch
    {
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select(item => TextOf(item) ?? "")],
        { ValueKind: JsonValueKind.String } text => ListText.Read(text.GetString()!),
        _ => null,
    };

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private JsonElement? Property(string name)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }
}
