using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Methods;

/// <summary>Attributes, items and slices of values.</summary>
internal static class Members
{
    /// <summary><c>target.name</c>: a method before an item of that name, as Jinja looks them up.</summary>
    public static object? Attribute(object? target, string name) => target switch
    {
        Undefined undefined => throw undefined.Error(),
        LoopValue loop => loop.Attribute(name),
        NamespaceValue space => space.Attributes.TryGetValue(name, out object? value) ? value : Missing(target, name),
        MapValue map => MapMethods.Find(map, name) ?? (map.TryGet(name, out object? item) ? item : Missing(target, name)),
        string text => TextMethods.Find(text, name) ?? (object)Missing(target, name),
        ListValue list => ListMethods.Find(list, name) ?? (object)Missing(target, name),
        _ => Missing(target, name),
    };

    /// <summary><c>target[key]</c>: an item before a method of that name.</summary>
    public static object? Item(Budget budget, object? target, object? key)
    {
        switch (target, key)
        {
            case (Undefined undefined, _):
                throw undefined.Error();
            case (MapValue map, _) when map.TryGet(key, out object? value):
                return value;
            case (MapValue map, string name):
                return MapMethods.Find(map, name) ?? (object)Missing(target, name);
            case (_, string name):
                return Attribute(target, name);
            case (ListValue list, long or bool):
                return At(list.Items, Arithmetic.Integer(key));
            case (string text, long or bool):
                return At(budget, text, Arithmetic.Integer(key));
            default:
                return new Undefined($"that item of a {Operators.TypeName(target)}");
        }
    }

    public static object Slice(Budget budget, object? target, long? start, long? stop, long? step)
    {
        if (target is Undefined undefined) throw undefined.Error();
        if (target is not (string or ListValue)) throw new JinjaException($"a {Operators.TypeName(target)} has no slices");
        if (target is string text && step is null or 1 && CodePoints.IsBasic(text)) return Substring(budget, text, start, stop);
        List<object?> selected = Slice(Operators.Iterate(budget, target), start, stop, step ?? 1);
        return target is ListValue list ? new ListValue(selected, list.IsTuple) : budget.Pay(string.Concat(selected));
    }

    private static List<object?> Slice(List<object?> items, long? start, long? stop, long step)
    {
        if (step == 0) throw new JinjaException("the step of a slice is 0");
        long least = step > 0 ? 0 : -1;
        long most = step > 0 ? items.Count : items.Count - 1;
        long from = Bound(start, items.Count, least, most, step > 0 ? least : most);
        long to = Bound(stop, items.Count, least, most, step > 0 ? most : least);
        var selected = new List<object?>();
        // A step beyond the list is as good as one that just leaves it, and cannot overflow.
        step = Math.Clamp(step, -items.Count - 1L, items.Count + 1L);
        for (long i = from; step > 0 ? i < to : i > to; i += step) selected.Add(items[(int)i]);
        return selected;
    }

    private static string Substring(Budget budget, string text, long? start, long? stop)
    {
        long from = Bound(start, text.Length, 0, text.Length, 0);
        long to = Bound(stop, text.Length, 0, text.Length, text.Length);
        return from < to ? budget.Pay(text[(int)from..(int)to]) : "";
    }

    private static long Bound(long? bound, int count, long least, long most, long otherwise) =>
        bound is not { } given ? otherwise : Math.Clamp(given < 0 ? given + count : given, least, most);

    private static object? At(Budget budget, string text, long index)
    {
        budget.ChargeText(text.Length);
        if (!CodePoints.IsBasic(text)) return At(Operators.Iterate(budget, text), index);
        if (index < 0) index += text.Length;
        return index >= 0 && index < text.Length ? text[(int)index].ToString() : new Undefined("a character beyond the end");
    }

    private static object? At(List<object?> items, long index)
    {
        if (index < 0) index += items.Count;
        return index >= 0 && index < items.Count ? items[(int)index] : new Undefined("an item beyond the end");
    }

    private static Undefined Missing(object? target, string name) => new($"'{name}' of a {Operators.TypeName(target)}");
}
