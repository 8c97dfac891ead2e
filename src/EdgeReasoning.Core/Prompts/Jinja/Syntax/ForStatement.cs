using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja.Syntax;

internal sealed class ForStatement(int line, Target target, Expression source, Expression? condition, Block body, Block? otherwise)
    : Statement(line)
{
    protected override Flow Run(Frame frame)
    {
        Scope outer = frame.Scope;
        // A copy: the body may append to the list it goes over.
        List<object?> items = [.. Operators.Iterate(frame.Budget, source.Evaluate(frame))];
        if (condition is not null) items = Select(frame, items);
        var loop = new LoopValue(items);
        for (; loop.Index < items.Count; loop.Index++)
        {
            // A scope for each turn: what one turn sets, the next does not see.
            frame.Scope = new Scope(outer);
            frame.Scope.Set("loop", loop);
            target.Assign(frame, items[loop.Index]);
            if (body.Execute(frame) == Flow.Break) break;
        }
        frame.Scope = outer;
        return items.Count == 0 && otherwise is not null ? otherwise.Execute(frame) : Flow.Next;
    }

    private List<object?> Select(Frame frame, List<object?> items)
    {
        Scope outer = frame.Scope;
        var selected = new List<object?>();
        foreach (object? item in items)
        {
            frame.Scope = new Scope(outer);
            target.Assign(frame, item);
            if (Operators.IsTrue(condition!.Evaluate(frame))) selected.Add(item);
        }
        frame.Scope = outer;
        return selected;
    }
}
