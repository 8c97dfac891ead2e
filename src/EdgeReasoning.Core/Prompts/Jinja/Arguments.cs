using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>The arguments of one call of a function, method, filter, test or macro.</summary>
internal sealed class Arguments(List<object?> positional, Dictionary<string, object?>? named = null)
{
    public static readonly Arguments None = new([]);

    public List<object?> Positional => positional;

    public Dictionary<string, object?>? Named => named;

    public bool TryGet(int index, string name, out object? value)
    {
        if (index < positional.Count)
        {
            value = positional[index];
            return true;
        }
        value = null;
        return named is not null && named.TryGetValue(name, out value);
    }

    public object? Get(int index, string name) =>
        TryGet(index, name, out object? value) ? value : throw new JinjaException($"argument '{name}' is missing");

    public object? Get(int index, string name, object? otherwise) => TryGet(index, name, out object? value) ? value : otherwise;

    public string Text(int index, string name) => Get(index, name) as string ?? throw NotOf(name, "text");

    public string Text(int index, string name, string otherwise) => Get(index, name, otherwise) as string ?? throw NotOf(name, "text");

    public long Integer(int index, string name, long otherwise) => Get(index, name, otherwise) switch
    {
        long integer => integer,
        bool truth => truth ? 1 : 0,
        null => otherwise,
        _ => throw NotOf(name, "an integer"),
    };

    public bool Flag(int index, string name, bool otherwise = false) =>
        TryGet(index, name, out object? value) ? Operators.IsTrue(value) : otherwise;

    /// <summary>These arguments without the first positional ones, for what they are passed on to.</summary>
    public Arguments Skip(int count) => new(positional.Count <= count ? [] : positional[count..], named);

    public static JinjaException NotOf(string name, string kind) => new($"argument '{name}' must be {kind}");
}
