using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Methods;

/// <summary>The methods of lists, as Python has them. A tuple has those that change nothing.</summary>
internal static class ListMethods
{
    public static Function? Find(ListValue list, string name)
    {
        Func<Budget, Arguments, object?>? method = name switch
        {
            "index" => (budget, a) => Index(budget, list.Items, a.Get(0, "value")),
            "count" => (budget, a) => list.Items.LongCount(item => Operators.AreEqual(budget, item, a.Get(0, "value"))),
            _ when list.IsTuple => null,
            "append" => (_, a) => Insert(list.Items, list.Items.Count, a.Get(0, "value")),
            "insert" => (_, a) => Insert(list.Items, a.Integer(0, "index", 0), a.Get(1, "value")),
            "extend" => (budget, a) => Extend(budget, list.Items, a.Get(0, "iterable")),
            "pop" => (_, a) => Pop(list.Items, a.Integer(0, "index", -1)),
            "copy" => (_, _) => new ListValue([.. list.Items]),
            _ => null,
        };
        return method is null ? null : new Function(name, (frame, arguments) =>
        {
            // Searching, shifting and copying go over the list; appending does not.
            frame.Budget.Charge(name == "append" ? 1 : list.Items.Count);
            return method(frame.Budget, arguments);
        });
    }

    private static object? Insert(List<object?> items, long index, object? value)
    {
        items.Insert((int)Math.Clamp(index < 0 ? index + items.Count : index, 0, items.Count), value);
        return null;
    }

    private static object? Extend(Budget budget, List<object?> items, object? more)
    {
        items.AddRange([.. Operators.Iterate(budget, more)]);
        return null;
    }

    private static object? Pop(List<object?> items, long index)
    {
        if (index < 0) index += items.Count;
        if (index < 0 || index >= items.Count) throw new JinjaException("'pop' goes beyond the list");
        object? value = items[(int)index];
        items.RemoveAt((int)index);
        return value;
    }

    private static long Index(Budget budget, List<object?> items, object? value)
    {
        int index = items.FindIndex(item => Operators.AreEqual(budget, item, value));
        return index >= 0 ? index : throw new JinjaException("'index' finds no such item in the list");
    }
}
