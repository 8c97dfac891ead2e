namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>A part of a template that has a value. Immutable: one tree renders in many threads.</summary>
internal abstract class Expression(int line)
{
    public int Line => line;

    public object? Evaluate(Frame frame)
    {
        frame.Budget.Enter(line);
        object? value = Compute(frame);
        frame.Budget.Leave();
        return value;
    }

    protected abstract object? Compute(Frame frame);
}
