using System.Collections.Frozen;
using EdgeReasoning.Prompts.Jinja.Methods;
using EdgeReasoning.Prompts.Jinja.Syntax;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Filters;

internal delegate object? Filter(Frame frame, object? value, Arguments arguments);

/// <summary>The filters by name.</summary>
internal static class FilterTable
{
    private static readonly FrozenDictionary<string, Filter> s_filters =
        TextFilters.All.Concat(NumberFilters.All).Concat(ListFilters.All).Concat(SelectionFilters.All)
            .ToFrozenDictionary(entry => entry.Name, entry => entry.Filter, StringComparer.Ordinal);

    public static bool Exists(string name) => s_filters.ContainsKey(name);

    public static object? Apply(Frame frame, string name, object? value, Arguments arguments)
    {
        if (!s_filters.TryGetValue(name, out Filter? filter)) throw new JinjaException($"there is no filter '{name}' here");
        frame.Budget.Enter();
        if (value is string text) frame.Budget.ChargeText(text.Length);
        object? result = filter(frame, value, arguments);
        frame.Budget.Leave();
        return result;
    }

    public static object? Apply(Frame frame, List<(string Name, ArgumentList Arguments)> filters, object? value)
    {
        foreach ((string name, ArgumentList arguments) in filters) value = Apply(frame, name, value, arguments.Evaluate(frame));
        return value;
    }

    /// <summary>The value as text, which is how the filters of text take theirs.</summary>
    public static string Text(Frame frame, object? value) => ValueText.Of(frame.Budget, value);

    public static List<object?> Items(Frame frame, object? value) => Operators.Iterate(frame.Budget, value);

    /// <summary>What <c>attribute='a.b'</c> stands for on an item; the item itself without one. A default takes the place of every part that is missing.</summary>
    public static object? Lookup(Frame frame, object? item, object? attribute, object? otherwise = null)
    {
        if (attribute is null) return item;
        if (attribute is not string path) return Members.Item(frame.Budget, item, attribute);
        foreach (string part in path.Split('.'))
        {
            frame.Budget.Charge(1);
            item = Members.Item(frame.Budget, item, long.TryParse(part, out long index) ? (object)index : part);
            if (item is Undefined && otherwise is not null) item = otherwise;
        }
        return item;
    }
}
