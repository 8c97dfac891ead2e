using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Methods;

/// <summary>The methods of dictionaries, as Python has them.</summary>
internal static class MapMethods
{
    public static Function? Find(MapValue map, string name)
    {
        Func<Budget, Arguments, object?>? method = name switch
        {
            "items" => (_, _) => Items(map),
            "keys" => (_, _) => new ListValue([.. map.Items.Keys]),
            "values" => (_, _) => new ListValue([.. map.Items.Values]),
            "get" => (_, a) => map.TryGet(a.Get(0, "key"), out object? value) ? value : a.Get(1, "default", null),
            "pop" => (_, a) => Pop(map, a),
            "setdefault" => (_, a) => SetDefault(map, MapValue.Key(a.Get(0, "key")), a.Get(1, "default", null)),
            "update" => Update(map),
            "copy" => (_, _) => Copy(map),
            _ => null,
        };
        return method is null ? null : new Function(name, (frame, arguments) =>
        {
            frame.Budget.Charge(name is "get" or "setdefault" ? 1 : map.Items.Count);
            return method(frame.Budget, arguments);
        });
    }

    public static ListValue Items(MapValue map) => new([.. map.Items.Select(entry => ListValue.Tuple(entry.Key, entry.Value))]);

    private static object? Pop(MapValue map, Arguments arguments)
    {
        object key = MapValue.Key(arguments.Get(0, "key"));
        if (map.Items.Remove(key, out object? value)) return value;
        return arguments.TryGet(1, "default", out object? otherwise) ? otherwise : throw new JinjaException("'pop' finds no such key");
    }

    private static object? SetDefault(MapValue map, object key, object? value)
    {
        map.Items.TryAdd(key, value);
        return map.Items[key];
    }

    private static Func<Budget, Arguments, object?> Update(MapValue map) => (budget, arguments) =>
    {
        foreach ((object key, object? value) in FromArguments(budget, arguments).Items) map.Items[key] = value;
        return null;
    };

    private static MapValue Copy(MapValue map)
    {
        var copy = new MapValue();
        foreach ((object key, object? value) in map.Items) copy.Items[key] = value;
        return copy;
    }

    /// <summary>A dictionary of another one or of pairs, and of the arguments by name: what <c>dict()</c> makes.</summary>
    public static MapValue FromArguments(Budget budget, Arguments arguments)
    {
        var map = new MapValue();
        object? source = arguments.Get(0, "", null);
        foreach (object? item in source is null ? [] : Operators.Iterate(budget, source))
        {
            if (source is MapValue other) map.Items[item!] = other.Items[item!];
            else if (item is ListValue { Items: [var key, var value] }) map.Items[MapValue.Key(key)] = value;
            else throw new JinjaException("a dictionary is made of another one or of pairs");
        }
        foreach ((string name, object? value) in arguments.Named ?? []) map.Items[name] = value;
        return map;
    }
}
