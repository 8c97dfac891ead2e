namespace EdgeReasoning.Prompts.Jinja.Values;

/// <summary>A function of the interpreter's, or a method bound to its value.</summary>
internal sealed class Function(string name, Func<Frame, Arguments, object?> body) : Callable
{
    public override object? Call(Frame frame, Arguments arguments) => body(frame, arguments);

    public override string ToString() => $"<function {name}>";
}
