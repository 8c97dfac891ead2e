using System.Collections;
using System.Text.Json;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>Makes values of the interpreter of a caller's: new ones for every rendering, which the template may change.</summary>
internal static class ValueConverter
{
    private const int MaxDepth = 64;

    public static object? Convert(object? value, string name, int depth = 0)
    {
        if (depth > MaxDepth) throw new ArgumentException($"The variable '{name}' is nested more than {MaxDepth} levels deep.");
        return value switch
        {
            null or string or bool or long => value,
            int or short or byte or sbyte or ushort or uint => System.Convert.ToInt64(value, null),
            double or float or decimal => System.Convert.ToDouble(value, null),
            JsonElement json => Whole(json, name, depth),
            IEnumerable<KeyValuePair<string, object?>> map => Map(map.Select(entry => (entry.Key, entry.Value)), name, depth),
            IEnumerable<KeyValuePair<string, string>> map => Map(map.Select(entry => (entry.Key, (object?)entry.Value)), name, depth),
            IEnumerable list => List(list.Cast<object?>(), name, depth),
            _ => throw new ArgumentException(
                $"The variable '{name}' is a {value.GetType().Name}; a template takes null, text, booleans, numbers, lists, dictionaries with keys of text, and JsonElement."),
        };
    }

    private static object? Whole(JsonElement json, string name, int depth)
    {
        try
        {
            return FromJson(json, name, depth);
        }
        catch (InvalidOperationException problem)
        {
            throw new ArgumentException($"The variable '{name}' has half a surrogate pair in its JSON, which is no character.", problem);
        }
    }

    private static object? FromJson(JsonElement json, string name, int depth) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out long integer) ? (object)integer : json.GetDouble(),
        JsonValueKind.Array => List(json.EnumerateArray().Cast<object?>(), name, depth),
        JsonValueKind.Object => Map(json.EnumerateObject().Select(property => (property.Name, (object?)property.Value)), name, depth),
        _ => null,
    };

    private static ListValue List(IEnumerable<object?> items, string name, int depth) =>
        new([.. items.Select(item => Convert(item, name, depth + 1))]);

    private static MapValue Map(IEnumerable<(string Key, object? Value)> entries, string name, int depth)
    {
        var map = new MapValue();
        foreach ((string key, object? value) in entries) map.Items[key] = Convert(value, name, depth + 1);
        return map;
    }
}
