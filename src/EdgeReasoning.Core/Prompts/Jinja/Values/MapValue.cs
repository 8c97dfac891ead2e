namespace EdgeReasoning.Prompts.Jinja.Values;

/// <summary>A dictionary that keeps the order of insertion. Keys are text, numbers and booleans; 1, 1.0 and true are one key.</summary>
internal sealed class MapValue
{
    public OrderedDictionary<object, object?> Items { get; } = new(KeyComparer.Instance);

    public static object Key(object? key) => key is string or long or double or bool
        ? key
        : throw new JinjaException($"a {Operators.TypeName(key)} cannot be a key of a dictionary here");

    public bool TryGet(object? key, out object? value)
    {
        value = null;
        return key is string or long or double or bool && Items.TryGetValue(key, out value);
    }

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static readonly KeyComparer Instance = new();

        public new bool Equals(object? x, object? y) => x is string a
            ? y is string b && string.Equals(a, b, StringComparison.Ordinal)
            : y is not string && Number(x) == Number(y);

        public int GetHashCode(object key) => key is string text ? text.GetHashCode(StringComparison.Ordinal) : Number(key).GetHashCode();

        private static double Number(object? key) => key switch
        {
            long integer => integer,
            bool truth => truth ? 1 : 0,
            double real => real,
            _ => double.NaN,
        };
    }
}
