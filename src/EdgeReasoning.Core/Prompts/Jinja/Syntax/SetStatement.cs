namespace EdgeReasoning.Prompts.Jinja.Syntax;

internal sealed class SetStatement(int line, Target target, Expression value) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        target.Assign(frame, value.Evaluate(frame));
        return Flow.Next;
    }
}

/// <summary>Sets a variable to what its body writes.</summary>
internal sealed class SetBlock(int line, Target target, List<(string Name, ArgumentList Arguments)> filters, Block body) : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        string text = frame.Capture(body, new Scope(frame.Scope));
        target.Assign(frame, Filters.FilterTable.Apply(frame, filters, text));
        return Flow.Next;
    }
}
