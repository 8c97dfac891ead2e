using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>The arguments of a call as they are written: by position, by name, and unpacked with * and **.</summary>
internal sealed class ArgumentList
{
    public static readonly ArgumentList Empty = new();

    public List<(Expression Value, bool IsSpread)> Positional { get; } = [];

    /// <summary>By name; a null name is an unpacked dictionary.</summary>
    public List<(string? Name, Expression Value)> Named { get; } = [];

    public Arguments Evaluate(Frame frame)
    {
        if (Positional.Count == 0 && Named.Count == 0) return Arguments.None;
        var positional = new List<object?>(Positional.Count);
        foreach ((Expression value, bool isSpread) in Positional)
        {
            if (isSpread) positional.AddRange(Operators.Iterate(frame.Budget, value.Evaluate(frame)));
            else positional.Add(value.Evaluate(frame));
        }
        return new(positional, Named.Count == 0 ? null : EvaluateNamed(frame));
    }

    private Dictionary<string, object?> EvaluateNamed(Frame frame)
    {
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach ((string? name, Expression expression) in Named)
        {
            object? value = expression.Evaluate(frame);
            if (name is not null)
            {
                named[name] = value;
                continue;
            }
            if (value is not MapValue map) throw new JinjaException($"'**' cannot unpack a {Operators.TypeName(value)}");
            frame.Budget.Charge(map.Items.Count);
            foreach ((object key, object? item) in map.Items)
                named[key as string ?? throw new JinjaException("'**' needs keys of text")] = item;
        }
        return named;
    }
}
