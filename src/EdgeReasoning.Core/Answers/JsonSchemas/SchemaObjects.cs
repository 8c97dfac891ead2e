using System.Text;
using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Objects: their members in the order of the schema, those that may be missing among them, and others behind them where it allows some.</summary>
internal static class SchemaObjects
{
    private const int LongestName = 200;

    public static string Convert(SchemaNode schema, SchemaConverter converter)
    {
        SchemaRules rules = converter.Rules;
        List<(string Name, SchemaNode? Schema)> members = schema.Find("properties") is { } properties ? [.. properties.Members().Select(member => (member.Name, (SchemaNode?)member.Schema))] : [];
        var required = new HashSet<string>(schema.Find("required") is { } names ? names.Items().Select(Name) : [], StringComparer.Ordinal);
        SchemaNode? others = schema.Find("additionalProperties") ?? schema.Find("unevaluatedProperties");
        bool areRefused = others is { Element.ValueKind: JsonValueKind.False };
        foreach (string name in required.Except(members.Select(member => member.Name)).ToList())
            members.Add(areRefused ? throw schema.Refuse($"it requires '{name}', which is none of its properties, and allows no others") : (name, others));
        // A model would invent members without end: an object that names some has others only where the schema says so.
        bool hasOthers = others is not null ? !areRefused : members.Count == 0;
        CheckCounts(schema, required.Count, hasOthers ? null : members.Count);
        members.RemoveAll(member => member.Schema is { Element.ValueKind: JsonValueKind.False } && !required.Contains(member.Name));

        if (members.Count == 0 && others is null && hasOthers) return SchemaRules.Shared("object");
        string more = hasOthers ? Other(members, others, converter) : "";
        string rest = more.Length == 0 ? "" : $"({SchemaRules.Comma}{more})*", start = more.Length == 0 ? "" : $"({more} {rest})?";
        for (int i = members.Count - 1; i >= 0; i--)
        {
            (string name, SchemaNode? value) = members[i];
            string member = $"{SchemaConverter.Literal(name)} \":\" ws {(value is { } of ? converter.Convert(of) : SchemaRules.Shared("value"))}";
            string with = $"{member} {rest}".TrimEnd();
            if (required.Contains(name))
            {
                (start, rest) = (rules.Add("members", with), rules.Add("more", SchemaRules.Comma + with));
            }
            else
            {
                string first = rules.Add("members", with);
                start = start.Length == 0 ? $"{first}?" : rules.Add("members", $"{first} | {start}");
                rest = rules.Add("more", rest.Length == 0 ? $"({SchemaRules.Comma}{member})?" : $"{SchemaRules.Comma}{with} | {rest}");
            }
        }
        return rules.Add("object", start.Length == 0 ? "\"{\" ws \"}\"" : $"\"{{\" ws {start} ws \"}}\"");
    }

    private static string Other(List<(string Name, SchemaNode? Schema)> members, SchemaNode? others, SchemaConverter converter)
    {
        string value = others is { Element.ValueKind: JsonValueKind.Object } of ? converter.Convert(of) : SchemaRules.Shared("value");
        string name = members.Count == 0 ? SchemaRules.Shared("string") : converter.Rules.Add("name", $"\"\\\"\" {NotOneOf([.. members.Select(member => member.Name)], 0, converter.Rules)} \"\\\"\"");
        return converter.Rules.Add("other", $"{name} \":\" ws {value}");
    }

    /// <summary>Names in plain characters but for those given, of which the first ones are read already.</summary>
    private static string NotOneOf(string[] names, int read, SchemaRules rules)
    {
        const string control = "\\\"\\\\\\x00-\\x1F";
        if (read > LongestName) throw new ArgumentException($"The JSON schema names a property with more than {LongestName} characters beside additionalProperties. Give it a shorter name, or allow no others.", nameof(names));
        var next = names.Where(name => name.Length > read).GroupBy(name => Rune.TryGetRuneAt(name, read, out Rune rune) ? rune : Rune.ReplacementChar).ToList();
        var taken = new StringBuilder();
        var alternatives = new List<string>();
        foreach (IGrouping<Rune, string> group in next)
        {
            string character = $"\\U{group.Key.Value:X8}";
            taken.Append(character);
            alternatives.Add($"[{character}] {NotOneOf([.. group], read + group.Key.Utf16SequenceLength, rules)}");
        }
        alternatives.Add($"[^{control}{taken}] {rules.Add("plain", $"[^{control}]")}*");
        bool isName = names.Any(name => name.Length == read);
        return rules.Add("name", $"{(isName ? "" : "\"\" | ")}{string.Join(" | ", alternatives)}");
    }

    private static void CheckCounts(SchemaNode schema, int required, int? all)
    {
        if (schema.Count("minProperties") > required) throw schema.Refuse("minProperties is more than the members it requires, which a grammar cannot count. Require more of them, or check the answer");
        if (schema.Count("maxProperties") is { } most && !(all <= most)) throw schema.Refuse("maxProperties is less than the members it may have, which a grammar cannot count. Allow fewer, or check the answer");
    }

    private static string Name(SchemaNode name) => name.Element.ValueKind == JsonValueKind.String ? name.TextOf(name.Element) : throw name.Refuse("it is not the name of a property");
}
