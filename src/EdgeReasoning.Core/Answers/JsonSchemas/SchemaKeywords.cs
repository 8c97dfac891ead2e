using System.Collections.Frozen;
using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Which keywords there are, and for values of which type.</summary>
internal static class SchemaKeywords
{
    private static readonly FrozenSet<string> s_annotations = new[]
    {
        "$schema", "$id", "$comment", "$defs", "definitions", "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_general = new[] { "type", "nullable", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", "format" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> s_byType = new Dictionary<string, string[]>
    {
        ["object"] = ["properties", "required", "additionalProperties", "unevaluatedProperties", "minProperties", "maxProperties"],
        ["array"] = ["items", "prefixItems", "minItems", "maxItems", "uniqueItems"],
        ["string"] = ["minLength", "maxLength", "pattern"],
        ["number"] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_types = new[] { "object", "array", "string", "number", "integer", "boolean", "null" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a keyword says nothing about values.</summary>
    public static bool IsAnnotation(string keyword) => s_annotations.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>Refuses keywords that are not known.</summary>
    public static void Check(SchemaNode schema)
    {
        foreach (JsonProperty keyword in schema.Element.EnumerateObject())
        {
            if (IsAnnotation(keyword.Name) || s_general.Contains(keyword.Name) || s_byType.Values.Any(keywords => keywords.Contains(keyword.Name))) continue;
            throw schema.Refuse($"the keyword '{keyword.Name}' is not supported. Leave it out, and check the answer for it");
        }
    }

    /// <summary>The first keyword that says something about values, but for those given; null where there is none.</summary>
    public static string? FirstBeside(SchemaNode schema, params ReadOnlySpan<string> known)
    {
        foreach (JsonProperty keyword in schema.Element.EnumerateObject())
        {
            if (!IsAnnotation(keyword.Name) && !known.Contains(keyword.Name)) return keyword.Name;
        }
        return null;
    }

    /// <summary>The types that a schema allows: those it names, else those of which it says something; empty for all.</summary>
    public static IReadOnlyList<string> TypesOf(SchemaNode schema)
    {
        var types = new List<string>();
        if (schema.Find("type") is { } type)
        {
            if (type.Element.ValueKind == JsonValueKind.String) types.Add(type.TextOf(type.Element));
            else types.AddRange(type.Items().Select(item => item.Element.ValueKind == JsonValueKind.String ? item.TextOf(item.Element) : throw item.Refuse("it is not the name of a type")));
            if (types.Find(name => !s_types.Contains(name)) is { } unknown) throw type.Refuse($"there is no type '{unknown}'");
            if (types.Count == 0) throw type.Refuse("it names no type, so that no value would do");
        }
        else
        {
            types.AddRange(s_byType.Where(entry => entry.Value.Any(schema.Has)).Select(entry => entry.Key).Order(StringComparer.Ordinal));
            if (types.Count == 0 && schema.Has("format")) types.Add("string");
        }
        if (types.Count > 0 && schema.Find("nullable") is { Element.ValueKind: JsonValueKind.True }) types.Add("null");
        if (types.Contains("number")) types.Remove("integer");
        return [.. types.Distinct()];
    }
}
