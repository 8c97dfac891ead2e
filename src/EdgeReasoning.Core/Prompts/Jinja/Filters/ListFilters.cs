using EdgeReasoning.Prompts.Jinja.Methods;
using EdgeReasoning.Prompts.Jinja.Values;
using static EdgeReasoning.Prompts.Jinja.Filters.FilterTable;

namespace EdgeReasoning.Prompts.Jinja.Filters;

/// <summary>Filters that order, fold and convert lists and dictionaries.</summary>
internal static class ListFilters
{
    public static IEnumerable<(string Name, Filter Filter)> All =>
    [
        ("default", Default),
        ("d", Default),
        ("first", (frame, value, _) => Items(frame, value) is [var first, ..] ? first : new Undefined("the first item of an empty list")),
        ("last", (frame, value, _) => Items(frame, value) is [.., var last] ? last : new Undefined("the last item of an empty list")),
        ("list", (frame, value, _) => new ListValue([.. Items(frame, value)])),
        ("items", (_, value, _) => value is MapValue map ? MapMethods.Items(map) : value is Undefined ? new ListValue([]) : throw new JinjaException($"a {Operators.TypeName(value)} has no items")),
        ("dictsort", DictSort),
        ("reverse", Reverse),
        ("sort", (frame, value, a) => new ListValue(Sort(frame, Items(frame, value), a.Get(2, "attribute", null), a.Flag(1, "case_sensitive"), a.Flag(0, "reverse")))),
        ("unique", Unique),
        ("min", (frame, value, a) => Extreme(frame, value, a, reverse: false)),
        ("max", (frame, value, a) => Extreme(frame, value, a, reverse: true)),
        ("sum", Sum),
    ];

    private static object? Default(Frame frame, object? value, Arguments arguments)
    {
        bool replace = value is Undefined || (arguments.Flag(1, "boolean") && !Operators.IsTrue(value));
        return replace ? arguments.Get(0, "default_value", "") : value;
    }

    private static object Reverse(Frame frame, object? value, Arguments arguments)
    {
        List<object?> items = [.. Items(frame, value)];
        items.Reverse();
        return value is string ? string.Concat(items) : new ListValue(items);
    }

    private static ListValue DictSort(Frame frame, object? value, Arguments arguments)
    {
        if (value is not MapValue map) throw new JinjaException($"a {Operators.TypeName(value)} is no dictionary to sort");
        string by = arguments.Text(1, "by", "key");
        if (by is not ("key" or "value")) throw Arguments.NotOf("by", "'key' or 'value'");
        List<object?> pairs = Items(frame, MapMethods.Items(map));
        return new(Sort(frame, pairs, by == "key" ? 0L : 1L, arguments.Flag(0, "case_sensitive"), arguments.Flag(2, "reverse")));
    }

    private static List<object?> Sort(Frame frame, List<object?> items, object? attribute, bool isCaseSensitive, bool reverse)
    {
        List<(object? Key, object? Item)> keyed = [.. items.Select(item => (Key(frame, item, attribute, isCaseSensitive), item))];
        return [.. Ordering.Sort(frame.Budget, keyed, entry => entry.Key, reverse).Select(entry => entry.Item)];
    }

    private static object? Key(Frame frame, object? item, object? attribute, bool isCaseSensitive)
    {
        object? key = Lookup(frame, item, attribute);
        return key is string text && !isCaseSensitive ? frame.Budget.Pay(text).ToLowerInvariant() : key;
    }

    private static ListValue Unique(Frame frame, object? value, Arguments arguments)
    {
        (bool isCaseSensitive, object? attribute) = (arguments.Flag(0, "case_sensitive"), arguments.Get(1, "attribute", null));
        var seen = new List<object?>();
        var kept = new List<object?>();
        foreach (object? item in Items(frame, value))
        {
            object? key = Key(frame, item, attribute, isCaseSensitive);
            frame.Budget.Charge(seen.Count);
            if (seen.Exists(other => Operators.AreEqual(frame.Budget, other, key))) continue;
            seen.Add(key);
            kept.Add(item);
        }
        return new(kept);
    }

    private static object? Extreme(Frame frame, object? value, Arguments arguments, bool reverse)
    {
        (bool isCaseSensitive, object? attribute) = (arguments.Flag(0, "case_sensitive"), arguments.Get(1, "attribute", null));
        return Sort(frame, Items(frame, value), attribute, isCaseSensitive, reverse) is [var best, ..] ? best : new Undefined("an item of an empty list");
    }

    private static object? Sum(Frame frame, object? value, Arguments arguments)
    {
        (object? attribute, object? sum) = (arguments.Get(0, "attribute", null), arguments.Get(1, "start", 0L));
        foreach (object? item in Items(frame, value)) sum = Arithmetic.Apply(frame.Budget, "+", sum, Lookup(frame, item, attribute));
        return sum;
    }
}
