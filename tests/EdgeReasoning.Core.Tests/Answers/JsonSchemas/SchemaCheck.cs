using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeReasoning.Core.Tests.Answers.JsonSchemas;

/// <summary>Whether a value satisfies a schema, as far as <see cref="SchemaMaker"/> makes schemas: written from the standard, and not from the converter.</summary>
internal static class SchemaCheck
{
    public static bool Satisfies(JsonElement value, JsonElement schema)
    {
        if (Find(schema, "anyOf") is { } any && !any.EnumerateArray().Any(branch => Satisfies(value, branch))) return false;
        if (Find(schema, "enum") is { } values && !values.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))) return false;
        if (Find(schema, "type") is { } type && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => Is(value, one.GetString()!)) : Is(value, type.GetString()!))) return false;
        return value.ValueKind switch
        {
            JsonValueKind.Number => Number(value.GetDecimal(), schema),
            JsonValueKind.String => Text(value.GetString()!, schema),
            JsonValueKind.Array => Array(value, schema),
            JsonValueKind.Object => Object(value, schema),
            _ => true,
        };
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
        "number" => value.ValueKind == JsonValueKind.Number,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    private static bool Number(decimal value, JsonElement schema) =>
        !(value < Find(schema, "minimum")?.GetDecimal()) && !(value > Find(schema, "maximum")?.GetDecimal())
        && !(value <= Find(schema, "exclusiveMinimum")?.GetDecimal()) && !(value >= Find(schema, "exclusiveMaximum")?.GetDecimal());

    private static bool Text(string value, JsonElement schema)
    {
        int length = value.EnumerateRunes().Count();
        return !(length < Find(schema, "minLength")?.GetInt32()) && !(length > Find(schema, "maxLength")?.GetInt32())
            && (Find(schema, "pattern") is not { } pattern || Regex.IsMatch(value, pattern.GetString()!, RegexOptions.ECMAScript));
    }

    private static bool Array(JsonElement value, JsonElement schema) =>
        !(value.GetArrayLength() < Find(schema, "minItems")?.GetInt32()) && !(value.GetArrayLength() > Find(schema, "maxItems")?.GetInt32())
        && (Find(schema, "items") is not { } items || value.EnumerateArray().All(item => Satisfies(item, items)));

    private static bool Object(JsonElement value, JsonElement schema)
    {
        string[] names = [.. value.EnumerateObject().Select(member => member.Name)];
        if (names.Distinct().Count() != names.Length) return false;
        if (Find(schema, "required") is { } required && required.EnumerateArray().Any(name => !names.Contains(name.GetString()))) return false;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (Find(schema, "properties") is { } properties && Find(properties, member.Name) is { } own ? !Satisfies(member.Value, own)
                : Find(schema, "additionalProperties") is { } others && (others.ValueKind == JsonValueKind.False || !Satisfies(member.Value, others))) return false;
        }
        return true;
    }

    private static JsonElement? Find(JsonElement schema, string keyword) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(keyword, out JsonElement value) ? value : null;
}
