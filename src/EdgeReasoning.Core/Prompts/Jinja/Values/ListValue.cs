namespace EdgeReasoning.Prompts.Jinja.Values;

/// <summary>A list or, immutable by convention, a tuple.</summary>
internal sealed class ListValue(List<object?> items, bool isTuple = false)
{
    public List<object?> Items { get; } = items;

    public bool IsTuple { get; } = isTuple;

    public static ListValue Tuple(params List<object?> items) => new(items, isTuple: true);
}
