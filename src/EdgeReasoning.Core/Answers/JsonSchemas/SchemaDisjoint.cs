using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Whether schemas have no value in common: then exactly one of them holds where any does, which is all that a grammar can see to.</summary>
internal static class SchemaDisjoint
{
    private const int MostBranches = 200;

    /// <summary>Refuses branches of a oneOf that may hold both.</summary>
    public static void Require(SchemaNode[] branches, SchemaConverter converter)
    {
        if (branches.Length > MostBranches) throw branches[^1].Refuse($"a oneOf of more than {MostBranches} schemas is not compared. Take anyOf");
        for (int i = 0; i < branches.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!AreDisjoint(branches[i], branches[j], converter, deep: true))
                    throw branches[i].Refuse($"it and {branches[j].Path} may both hold, which oneOf forbids. Take anyOf, or give both a required property whose value tells them apart (const or enum)");
            }
        }
    }

    /// <summary>The values that a schema lists, as far as they fit its type; null where it lists none.</summary>
    public static IReadOnlyList<JsonElement>? ValuesOf(SchemaNode schema)
    {
        if (schema.Element.ValueKind != JsonValueKind.Object) return null;
        List<JsonElement>? values = schema.Find("enum") is { } list ? [.. list.Items().Select(item => item.Element)] : null;
        if (schema.Find("const") is { } constant) values = values is null || values.Exists(value => JsonElement.DeepEquals(value, constant.Element)) ? [constant.Element] : [];
        if (values is null) return null;
        IReadOnlyList<string> types = SchemaKeywords.TypesOf(schema);
        return [.. values.Where(value => types.Count == 0 || types.Any(type => IsOf(value, type)))];
    }

    private static bool AreDisjoint(SchemaNode a, SchemaNode b, SchemaConverter converter, bool deep)
    {
        a = converter.Resolve(a);
        b = converter.Resolve(b);
        if (a.Element.ValueKind != JsonValueKind.Object || b.Element.ValueKind != JsonValueKind.Object) return false;
        if (ValuesOf(a) is { } some && ValuesOf(b) is { } others) return !some.Any(value => others.Any(other => JsonElement.DeepEquals(value, other)));
        IReadOnlyList<string> x = SchemaKeywords.TypesOf(a), y = SchemaKeywords.TypesOf(b);
        if (x.Count == 0 || y.Count == 0) return false;
        if (!x.Any(type => y.Any(other => type == other || (type, other) is ("integer", "number") or ("number", "integer")))) return true;
        if (!deep || x is not ["object"] || y is not ["object"] || a.Find("properties") is not { } p || b.Find("properties") is not { } q) return false;
        return Required(a).Intersect(Required(b)).Any(name => p.Find(name) is { } mine && q.Find(name) is { } theirs && AreDisjoint(mine, theirs, converter, deep: false));
    }

    private static IEnumerable<string> Required(SchemaNode schema) =>
        schema.Find("required") is { } names ? names.Items().Where(name => name.Element.ValueKind == JsonValueKind.String).Select(name => name.TextOf(name.Element)) : [];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) && number == decimal.Truncate(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };
}
