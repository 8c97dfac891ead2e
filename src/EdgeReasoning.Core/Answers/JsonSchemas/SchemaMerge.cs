using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Makes one schema of several that have to hold at once.</summary>
internal static class SchemaMerge
{
    private const int Deepest = 32, MostParts = 1000;

    /// <summary>A schema with what its allOf says put into it.</summary>
    /// <exception cref="ArgumentException">The parts do not go together.</exception>
    public static SchemaNode AllOf(SchemaNode schema, SchemaConverter converter) => new(JsonElement.Parse(Flat(schema, converter, 0, []).ToJsonString()), schema.Path);

    /// <summary>What stands beside an anyOf or oneOf put into one of its branches.</summary>
    public static SchemaNode Into(SchemaNode outer, SchemaNode branch, SchemaConverter converter)
    {
        JsonObject merged = Flat(branch, converter, 0, []);
        JsonObject beside = Flat(outer, converter, 0, []);
        foreach (string keyword in new[] { "anyOf", "oneOf", "nullable" }) beside.Remove(keyword);
        Add(merged, beside, branch);
        return new SchemaNode(JsonElement.Parse(merged.ToJsonString()), branch.Path);
    }

    private static JsonObject Flat(SchemaNode schema, SchemaConverter converter, int depth, List<SchemaNode> met)
    {
        met.Add(schema);
        if (met.Count > MostParts) throw schema.Refuse($"it is put together from more than {MostParts} parts");
        if (depth > Deepest) throw schema.Refuse("what it is put together from leads round in a circle");
        schema = converter.Resolve(schema);
        if (schema.Element.ValueKind != JsonValueKind.Object) throw schema.Refuse("only schemas that are objects can be put together");
        SchemaKeywords.Check(schema);
        var merged = (JsonObject)JsonNode.Parse(schema.Element.GetRawText())!;
        if (schema.Find("allOf") is not { } parts) return merged;
        merged.Remove("allOf");
        foreach (SchemaNode part in parts.Items()) Add(merged, Flat(part, converter, depth + 1, met), part);
        return merged;
    }

    private static void Add(JsonObject target, JsonObject more, SchemaNode at)
    {
        RefuseClosed(target, more, at);
        RefuseClosed(more, target, at);
        foreach ((string keyword, JsonNode? value) in more.ToList())
        {
            if (!target.TryGetPropertyValue(keyword, out JsonNode? present)) target[keyword] = value?.DeepClone();
            else if (!SchemaKeywords.IsAnnotation(keyword) && !JsonNode.DeepEquals(present, value)) target[keyword] = Both(keyword, present, value, at);
        }
    }

    private static JsonNode Both(string keyword, JsonNode? a, JsonNode? b, SchemaNode at)
    {
        switch (keyword, a, b)
        {
            case ("required", JsonArray first, JsonArray second):
                return new JsonArray([.. first.Concat(second).Select(name => name?.GetValue<string>()).Distinct().Select(name => (JsonNode?)name)]);
            case ("properties", JsonObject first, JsonObject second):
                var members = (JsonObject)first.DeepClone();
                foreach ((string name, JsonNode? schema) in second)
                {
                    bool isNew = !members.TryGetPropertyValue(name, out JsonNode? known);
                    if (isNew) members[name] = schema?.DeepClone();
                    else if (!JsonNode.DeepEquals(known, schema)) members[name] = new JsonObject { ["allOf"] = new JsonArray(known?.DeepClone(), schema?.DeepClone()) };
                }
                return members;
            case ("type", _, _):
                string[] types = [.. Types(a).Where(type => Types(b).Contains(type) || (type == "integer" && Types(b).Contains("number")))];
                if (types.Length == 0) types = [.. Types(b).Where(type => type == "integer" && Types(a).Contains("number"))];
                return types.Length > 0 ? new JsonArray([.. types.Select(type => (JsonNode?)type)]) : throw at.Refuse("its type and that of what it is put together with have no value in common");
            case ("minimum" or "exclusiveMinimum" or "minLength" or "minItems" or "minProperties", JsonValue first, JsonValue second):
                return (Number(first, at) >= Number(second, at) ? first : second).DeepClone();
            case ("maximum" or "exclusiveMaximum" or "maxLength" or "maxItems" or "maxProperties", JsonValue first, JsonValue second):
                return (Number(first, at) <= Number(second, at) ? first : second).DeepClone();
            case ("items", JsonObject first, JsonObject second):
                return new JsonObject { ["allOf"] = new JsonArray(first.DeepClone(), second.DeepClone()) };
            default:
                throw at.Refuse($"'{keyword}' is given twice, and differently. Write what should hold into one schema");
        }
    }

    /// <summary>A schema that allows no members but its own refuses those of the others.</summary>
    private static void RefuseClosed(JsonObject closed, JsonObject other, SchemaNode at)
    {
        if (closed["additionalProperties"] is not { } rest || rest.GetValueKind() == JsonValueKind.True || other["properties"] is not JsonObject members) return;
        if (members.Any(member => closed["properties"] is not JsonObject own || !own.ContainsKey(member.Key)))
            throw at.Refuse("a part with additionalProperties knows nothing of the members of the other parts. Leave it out of the parts, and put unevaluatedProperties beside allOf");
    }

    private static IEnumerable<string> Types(JsonNode? type) => type is JsonArray list ? list.Select(name => name?.ToString() ?? "") : [type?.ToString() ?? ""];

    private static decimal Number(JsonValue value, SchemaNode at) => value.TryGetValue(out decimal number) ? number : throw at.Refuse("a bound is not a number");
}
