using System.Globalization;
using System.Text.Json;

namespace EdgeReasoning.Answers;

/// <summary>One text for all ways to write the same JSON: names in ordinal order, no white space, no needless escapes, numbers without needless digits.</summary>
internal static class JsonForm
{
    /// <summary>The form of a JSON text; null where it is none.</summary>
    public static string? Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return PlainJson.Write(document.RootElement, Write);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair in an escape is no JSON that anyone could compare.
            return null;
        }
    }

    /// <summary>The form of a JSON object, or of an array of objects or texts: of what no answer of another kind is. Null for everything else.</summary>
    public static string? OfStructure(string answer)
    {
        ReadOnlySpan<char> text = answer.AsSpan().Trim();
        if (text is not (['{', .., '}'] or ['[', .., ']'])) return null;
        return text[1..].TrimStart() is ['"' or '{' or '}', ..] ? Of(answer) : null;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                // Of two with one name the last counts, as everywhere in JSON.
                foreach (IGrouping<string, JsonProperty> member in value.EnumerateObject().GroupBy(static property => property.Name).OrderBy(static group => group.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Key);
                    Write(writer, member.Last().Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray()) Write(writer, element);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(value), skipInputValidation: true);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Number(JsonElement value)
    {
        // Where a decimal cannot hold it to the last digit, the way it is written is what it is.
        if (value.GetRawText() is not { Length: <= 28 } text || !value.TryGetDecimal(out decimal number)) return value.GetRawText();
        if (text.AsSpan().IndexOfAny('e', 'E') >= 0 && number == 0) return text;
        string plain = number.ToString(CultureInfo.InvariantCulture);
        if (plain.Contains('.')) plain = plain.TrimEnd('0').TrimEnd('.');
        return plain is "-0" ? "0" : plain;
    }
}
