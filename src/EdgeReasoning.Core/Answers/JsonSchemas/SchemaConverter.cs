using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Converts schemas into rules, and follows their references.</summary>
internal sealed class SchemaConverter(JsonElement root, SchemaRules rules)
{
    private const int Deepest = 64;

    private readonly Dictionary<string, string> _references = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, SchemaNode Schema)> _open = new();
    private int _depth;

    public SchemaRules Rules => rules;

    /// <summary>The rule of the whole schema, and all that it refers to.</summary>
    /// <exception cref="ArgumentException">Something in it cannot be kept.</exception>
    public string ConvertAll()
    {
        string start = Convert(new SchemaNode(root, "#"));
        // One after the other: definitions may refer to each other in long chains.
        while (_open.TryDequeue(out (string Name, SchemaNode Schema) next)) rules.Define(next.Name, Convert(next.Schema));
        return start;
    }

    /// <summary>The rule of a schema.</summary>
    /// <exception cref="ArgumentException">Something in it cannot be kept.</exception>
    public string Convert(SchemaNode schema)
    {
        if (++_depth > Deepest) throw schema.Refuse($"it lies more than {Deepest} levels deep. Give the inner schemas names in $defs, and refer to them");
        string rule = schema.Element.ValueKind switch
        {
            JsonValueKind.True => SchemaRules.Shared("value"),
            JsonValueKind.False => throw schema.Refuse("no value would do. Leave it out"),
            JsonValueKind.Object => ConvertObject(schema),
            _ => throw schema.Refuse("a schema is an object, true or false"),
        };
        _depth--;
        return rule;
    }

    /// <summary>A schema that a reference names, or the schema itself.</summary>
    public SchemaNode Resolve(SchemaNode schema)
    {
        for (int hops = 0; schema.Element.ValueKind == JsonValueKind.Object && schema.Text("$ref") is { } reference; hops++)
        {
            if (hops == Deepest) throw schema.Refuse("its references lead round in a circle");
            if (SchemaKeywords.FirstBeside(schema, "$ref") is { } other) throw schema.Refuse($"'{other}' stands beside $ref. Put both into an allOf");
            schema = Find(reference, schema);
        }
        return schema;
    }

    /// <summary>A value as it is written in an answer.</summary>
    public static string Literal(JsonElement value) => SchemaRules.Literal(PlainJson.Write(value, static (writer, value) => value.WriteTo(writer)));

    /// <summary>A text, quoted as it is written in an answer.</summary>
    public static string Literal(string text) => SchemaRules.Literal(PlainJson.Write(text, static (writer, text) => writer.WriteStringValue(text)));

    private string ConvertObject(SchemaNode schema)
    {
        SchemaKeywords.Check(schema);
        if (schema.Has("$ref")) return Reference(schema);
        if (schema.Has("allOf")) return Convert(SchemaMerge.AllOf(schema, this));
        if (schema.Has("anyOf") || schema.Has("oneOf")) return Choice(schema);
        if (schema.Has("enum") || schema.Has("const")) return Enumeration(schema);
        IReadOnlyList<string> types = SchemaKeywords.TypesOf(schema);
        return types.Count == 0 ? SchemaRules.Shared("value") : rules.OneOf("any", [.. types.Select(type => Type(type, schema))]);
    }

    private string Type(string type, SchemaNode schema) => type switch
    {
        "object" => SchemaObjects.Convert(schema, this),
        "array" => SchemaArrays.Convert(schema, this),
        "string" => SchemaStrings.Convert(schema, rules),
        "integer" => SchemaNumbers.Integer(schema, rules),
        "number" => SchemaNumbers.Number(schema, rules),
        "boolean" => SchemaRules.Shared("boolean"),
        _ => "\"null\"",
    };

    private string Choice(SchemaNode schema)
    {
        if (schema.Has("anyOf") && schema.Has("oneOf")) throw schema.Refuse("it has both anyOf and oneOf. Leave one of them");
        SchemaNode list = schema.Find("anyOf") ?? schema.Find("oneOf")!.Value;
        SchemaNode[] branches = [.. list.Items()];
        if (branches.Length == 0) throw list.Refuse("it is empty, so that no value would do");
        if (SchemaKeywords.FirstBeside(schema, "anyOf", "oneOf", "nullable") is not null) branches = [.. branches.Select(branch => SchemaMerge.Into(schema, branch, this))];
        if (schema.Has("oneOf")) SchemaDisjoint.Require(branches, this);
        List<string> alternatives = [.. branches.Select(Convert)];
        if (schema.Find("nullable") is { Element.ValueKind: JsonValueKind.True }) alternatives.Add("\"null\"");
        return rules.OneOf("any", [.. alternatives.Distinct()]);
    }

    private string Enumeration(SchemaNode schema)
    {
        if (SchemaKeywords.FirstBeside(schema, "enum", "const", "type", "nullable") is { } other) throw schema.Refuse($"'{other}' stands beside values that are listed. Leave the values that fit, and leave it out");
        JsonElement[] values = [.. SchemaDisjoint.ValuesOf(schema)!];
        if (values.Length == 0) throw schema.Refuse("none of the values that it lists fits its type and its other lists");
        return rules.OneOf("value", [.. values.Select(Literal).Distinct()]);
    }

    private string Reference(SchemaNode schema)
    {
        SchemaNode target = Resolve(schema);
        if (_references.TryGetValue(target.Path, out string? known)) return known;
        string name = _references[target.Path] = rules.Reserve("ref");
        _open.Enqueue((name, target));
        return name;
    }

    private SchemaNode Find(string reference, SchemaNode schema)
    {
        if (!reference.StartsWith('#')) throw schema.Refuse($"the reference '{reference}' leads out of the schema. Copy what it names into $defs");
        SchemaNode found = new(root, "#");
        foreach (string step in Uri.UnescapeDataString(reference[1..]).Split('/').Skip(1))
        {
            string name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            found = found.Element.ValueKind switch
            {
                JsonValueKind.Object when found.Find(name) is { } member => member,
                JsonValueKind.Array when int.TryParse(name, out int index) && index >= 0 && index < found.Element.GetArrayLength() => found.Items().ElementAt(index),
                _ => throw schema.Refuse($"the reference '{reference}' names nothing"),
            };
        }
        return reference is "#" || reference.StartsWith("#/", StringComparison.Ordinal) ? found
            : throw schema.Refuse($"the reference '{reference}' is an anchor. Refer by a path, such as #/$defs/name");
    }
}
