using EdgeReasoning.Prompts.Jinja.Values;
using static EdgeReasoning.Prompts.Jinja.Filters.FilterTable;

namespace EdgeReasoning.Prompts.Jinja.Filters;

/// <summary>Filters that go over a list with a test or another filter.</summary>
internal static class SelectionFilters
{
    public static IEnumerable<(string Name, Filter Filter)> All =>
    [
        ("map", Map),
        ("select", (frame, value, a) => Select(frame, value, a, hasAttribute: false, wanted: true)),
        ("reject", (frame, value, a) => Select(frame, value, a, hasAttribute: false, wanted: false)),
        ("selectattr", (frame, value, a) => Select(frame, value, a, hasAttribute: true, wanted: true)),
        ("rejectattr", (frame, value, a) => Select(frame, value, a, hasAttribute: true, wanted: false)),
    ];

    private static ListValue Map(Frame frame, object? value, Arguments arguments)
    {
        var mapped = new List<object?>();
        if (arguments.Named is not null && arguments.Named.TryGetValue("attribute", out object? attribute))
        {
            object? otherwise = arguments.Named.GetValueOrDefault("default");
            foreach (object? item in Items(frame, value)) mapped.Add(Lookup(frame, item, attribute, otherwise));
            return new(mapped);
        }
        string filter = arguments.Text(0, "filter");
        Arguments rest = arguments.Skip(1);
        foreach (object? item in Items(frame, value)) mapped.Add(Apply(frame, filter, item, rest));
        return new(mapped);
    }

    private static ListValue Select(Frame frame, object? value, Arguments arguments, bool hasAttribute, bool wanted)
    {
        object? attribute = hasAttribute ? arguments.Get(0, "attribute") : null;
        int testAt = hasAttribute ? 1 : 0;
        string? test = arguments.Positional.Count > testAt ? arguments.Text(testAt, "test") : null;
        Arguments rest = arguments.Skip(testAt + 1);
        var selected = new List<object?>();
        foreach (object? item in Items(frame, value))
        {
            object? tested = Lookup(frame, item, attribute);
            bool holds = test is null ? Operators.IsTrue(tested) : TestTable.Holds(frame, test, tested, rest);
            if (holds == wanted) selected.Add(item);
        }
        return new(selected);
    }
}
