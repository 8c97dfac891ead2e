using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

internal sealed class Literal(int line, object? value) : Expression(line)
{
    protected override object? Compute(Frame frame) => value;
}

internal sealed class ListLiteral(int line, List<Expression> items, bool isTuple) : Expression(line)
{
    public List<Expression> Items => items;

    public bool IsTuple => isTuple;

    protected override object? Compute(Frame frame)
    {
        var values = new List<object?>(items.Count);
        foreach (Expression item in items) values.Add(item.Evaluate(frame));
        return new ListValue(values, isTuple);
    }
}

internal sealed class MapLiteral(int line, List<(Expression Key, Expression Value)> entries) : Expression(line)
{
    protected override object? Compute(Frame frame)
    {
        var map = new MapValue();
        foreach ((Expression key, Expression value) in entries) map.Items[MapValue.Key(key.Evaluate(frame))] = value.Evaluate(frame);
        return map;
    }
}

internal sealed class Name(int line, string text) : Expression(line)
{
    public string Text => text;

    protected override object? Compute(Frame frame) =>
        frame.Scope.TryGet(text, out object? value) ? value : new Undefined($"'{text}'");
}
