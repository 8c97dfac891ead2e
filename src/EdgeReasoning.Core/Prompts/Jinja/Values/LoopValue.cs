namespace EdgeReasoning.Prompts.Jinja.Values;

/// <summary>The variable <c>loop</c> of a <c>for</c>.</summary>
internal sealed class LoopValue(List<object?> items)
{
    public int Index { get; set; }

    public object? Attribute(string name) => name switch
    {
        "index" => Index + 1L,
        "index0" => (long)Index,
        "revindex" => (long)(items.Count - Index),
        "revindex0" => items.Count - Index - 1L,
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("the item before the first"),
        "nextitem" => Index < items.Count - 1 ? items[Index + 1] : new Undefined("the item after the last"),
        "cycle" => new Function("loop.cycle", (_, arguments) => arguments.Positional.Count > 0
            ? arguments.Positional[Index % arguments.Positional.Count]
            : throw new JinjaException("loop.cycle needs a value")),
        _ => new Undefined($"'loop.{name}'"),
    };
}
