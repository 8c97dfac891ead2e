using System.Text.Json;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Arrays: of items of one schema, behind some with a schema each.</summary>
internal static class SchemaArrays
{
    public static string Convert(SchemaNode schema, SchemaConverter converter)
    {
        SchemaRules rules = converter.Rules;
        int least = schema.Count("minItems") ?? 0;
        int? most = schema.Count("maxItems");
        if (most < least) throw schema.Refuse("maxItems is less than minItems");
        if (schema.Find("uniqueItems") is { Element.ValueKind: not JsonValueKind.False } unique && most is not <= 1)
            throw unique.Refuse("items that differ from each other are more than a grammar can keep. Leave it out, and check the answer");
        SchemaNode[] first = schema.Find("prefixItems") is { } prefix ? [.. prefix.Items()] : [];
        SchemaNode? items = schema.Find("items");
        if (items is { Element.ValueKind: JsonValueKind.Array } list) throw list.Refuse("a list of schemas is called prefixItems since draft 2020-12. Rename it");
        bool hasMore = items is { } rest ? rest.Element.ValueKind != JsonValueKind.False : first.Length == 0 || least > first.Length;
        if (!hasMore) most = Math.Min(most ?? first.Length, first.Length);
        if (most < least) throw schema.Refuse("minItems asks for more items than there are schemas for");
        if (most == 0) return rules.Add("array", "\"[\" ws \"]\"");
        if (most < first.Length) first = first[..most.Value];

        // Behind each item the comma and what follows, from the last item on.
        string item = hasMore && !(most <= first.Length) ? items is { } of ? converter.Convert(of) : SchemaRules.Shared("value") : "";
        string tail = item.Length == 0 ? "" : rules.Times(rules.Add("more", SchemaRules.Comma + item), Math.Max(0, least - Math.Max(1, first.Length)), most - Math.Max(1, first.Length));
        string start = item;
        for (int i = first.Length - 1; i >= 0; i--)
        {
            start = converter.Convert(first[i]);
            string whole = $"{start} {tail}".TrimEnd();
            if (i > 0) tail = rules.Add("more", i < least ? SchemaRules.Comma + whole : $"({SchemaRules.Comma}{whole})?");
            else return Bracket(rules, whole, least);
        }
        return Bracket(rules, $"{start} {tail}".TrimEnd(), least);
    }

    private static string Bracket(SchemaRules rules, string items, int least) => rules.Add("array", least == 0 ? $"\"[\" ws ({items} ws)? \"]\"" : $"\"[\" ws {items} ws \"]\"");
}
