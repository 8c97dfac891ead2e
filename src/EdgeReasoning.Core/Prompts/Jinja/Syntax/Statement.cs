namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>What happens after a statement.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}

/// <summary>A part of a template that writes or sets something. Immutable: one tree renders in many threads.</summary>
internal abstract class Statement(int line)
{
    public Flow Execute(Frame frame)
    {
        frame.Budget.Enter(line);
        Flow flow = Run(frame);
        frame.Budget.Leave();
        return flow;
    }

    protected abstract Flow Run(Frame frame);
}

internal sealed class Block(int line, List<Statement> statements) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        foreach (Statement statement in statements)
        {
            Flow flow = statement.Execute(frame);
            if (flow != Flow.Next) return flow;
        }
        return Flow.Next;
    }
}

internal sealed class DataStatement(int line, string text) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        frame.Write(text);
        return Flow.Next;
    }
}

internal sealed class PrintStatement(int line, Expression expression) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        frame.Write(ValueText.Of(frame.Budget, expression.Evaluate(frame)));
        return Flow.Next;
    }
}

internal sealed class FlowStatement(int line, Flow flow) : Statement(line)
{
    protected override Flow Run(Frame frame) => flow;
}

internal sealed class IfStatement(int line, List<(Expression Condition, Block Body)> branches, Block? otherwise) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        foreach ((Expression condition, Block body) in branches)
        {
            if (Operators.IsTrue(condition.Evaluate(frame))) return body.Execute(frame);
        }
        return otherwise?.Execute(frame) ?? Flow.Next;
    }
}

internal sealed class FilterStatement(int line, List<(string Name, ArgumentList Arguments)> filters, Block body) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        frame.Write(ValueText.Of(frame.Budget, Filters.FilterTable.Apply(frame, filters, frame.Capture(body, new Scope(frame.Scope)))));
        return Flow.Next;
    }
}

internal sealed class WithStatement(int line, List<(Target Target, Expression Value)> assignments, Block body) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        Scope outer = frame.Scope;
        var values = new List<object?>(assignments.Count);
        foreach ((_, Expression value) in assignments) values.Add(value.Evaluate(frame));
        frame.Scope = new Scope(outer);
        for (int i = 0; i < values.Count; i++) assignments[i].Target.Assign(frame, values[i]);
        Flow flow = body.Execute(frame);
        frame.Scope = outer;
        return flow;
    }
}
