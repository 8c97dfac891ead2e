using System.Globalization;
using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>A schema within a schema, with where it stands.</summary>
internal readonly record struct SchemaNode(JsonElement Element, string Path)
{
    public bool Has(string keyword) => Element.TryGetProperty(keyword, out _);

    public SchemaNode? Find(string keyword) => Element.TryGetProperty(keyword, out JsonElement value) ? new SchemaNode(value, $"{Path}/{Escape(keyword)}") : null;

    /// <summary>The schemas of a list.</summary>
    public IEnumerable<SchemaNode> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array) throw Refuse("it is not a list");
        string path = Path;
        return Element.EnumerateArray().Select((item, index) => new SchemaNode(item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}")));
    }

    /// <summary>The schemas of a map, by name, of two with one name the last.</summary>
    public IEnumerable<(string Name, SchemaNode Schema)> Members()
    {
        if (Element.ValueKind != JsonValueKind.Object) throw Refuse("it is not an object");
        string path = Path;
        return Element.EnumerateObject().Select(member => (member.Name, new SchemaNode(member.Value, $"{path}/{Escape(member.Name)}"))).GroupBy(member => member.Name).Select(group => group.Last());
    }

    /// <summary>A count; null where there is none, and for a highest count that no answer reaches.</summary>
    public int? Count(string keyword)
    {
        const int most = 100_000, unreachable = 1_000_000_000;
        if (Find(keyword) is not { } node) return null;
        if (node.Element.ValueKind != JsonValueKind.Number || !node.Element.TryGetDecimal(out decimal count) || count < 0 || count != decimal.Truncate(count))
            throw node.Refuse("it is not a count (a whole number, at least 0)");
        if (count >= unreachable && keyword.StartsWith("max", StringComparison.Ordinal)) return null;
        return count <= most ? (int)count : throw node.Refuse($"it is more than {most}. Leave it out, and check the answer");
    }

    /// <summary>A text; null where there is none.</summary>
    public string? Text(string keyword)
    {
        if (Find(keyword) is not { } node) return null;
        return node.Element.ValueKind == JsonValueKind.String ? node.TextOf(node.Element) : throw node.Refuse("it is not a text");
    }

    /// <summary>The text of a string. JSON can spell half a surrogate pair, which is none.</summary>
    public string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse("it has half a surrogate pair, which is no character");
        }
    }

    public ArgumentException Refuse(string why) => new($"The JSON schema cannot be kept at {Path}: {why}.");

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
