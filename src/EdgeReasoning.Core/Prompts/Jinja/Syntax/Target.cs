using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>What a value is given to: the left side of <c>set</c>, the variable of <c>for</c>.</summary>
internal abstract class Target
{
    public abstract void Assign(Frame frame, object? value);
}

internal sealed class NameTarget(string name) : Target
{
    public override void Assign(Frame frame, object? value) => frame.Scope.Set(name, value);
}

internal sealed class AttributeTarget(string name, string attribute) : Target
{
    public override void Assign(Frame frame, object? value)
    {
        if (!frame.Scope.TryGet(name, out object? target) || target is not NamespaceValue space)
            throw new JinjaException($"'{name}.{attribute}' cannot be set: '{name}' is no namespace");
        space.Attributes[attribute] = value;
    }
}

internal sealed class TupleTarget(List<Target> targets) : Target
{
    public override void Assign(Frame frame, object? value)
    {
        List<object?> items = Operators.Iterate(frame.Budget, value);
        if (items.Count != targets.Count)
            throw new JinjaException($"{items.Count} values cannot be unpacked into {targets.Count} names");
        for (int i = 0; i < targets.Count; i++) targets[i].Assign(frame, items[i]);
    }
}
