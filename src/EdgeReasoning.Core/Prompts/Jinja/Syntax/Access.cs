using EdgeReasoning.Prompts.Jinja.Methods;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

internal sealed class AttributeAccess(int line, Expression target, string name) : Expression(line)
{
    public Expression Target => target;

    public string Name => name;

    protected override object? Compute(Frame frame) => Members.Attribute(target.Evaluate(frame), name);
}

internal sealed class ItemAccess(int line, Expression target, Expression key) : Expression(line)
{
    protected override object? Compute(Frame frame) => Members.Item(frame.Budget, target.Evaluate(frame), key.Evaluate(frame));
}

internal sealed class SliceAccess(int line, Expression target, Expression? start, Expression? stop, Expression? step) : Expression(line)
{
    protected override object? Compute(Frame frame) =>
        Members.Slice(frame.Budget, target.Evaluate(frame), Bound(frame, start), Bound(frame, stop), Bound(frame, step));

    private static long? Bound(Frame frame, Expression? bound) => bound?.Evaluate(frame) switch
    {
        null => null,
        long integer => integer,
        bool truth => truth ? 1 : 0,
        object other => throw new JinjaException($"a {Operators.TypeName(other)} cannot bound a slice"),
    };
}

internal sealed class CallExpression(int line, Expression callee, ArgumentList arguments) : Expression(line)
{
    public Expression Callee => callee;

    public ArgumentList Arguments => arguments;

    protected override object? Compute(Frame frame) => Invoke(frame, callee.Evaluate(frame), arguments.Evaluate(frame));

    public static object? Invoke(Frame frame, object? callee, Arguments arguments) => callee switch
    {
        Callable callable => callable.Call(frame, arguments),
        Undefined undefined => throw undefined.Error(),
        _ => throw new JinjaException($"a {Operators.TypeName(callee)} cannot be called"),
    };
}
