namespace EdgeReasoning.Prompts.Jinja.Values;

/// <summary>Something that a template can call.</summary>
internal abstract class Callable
{
    public abstract object? Call(Frame frame, Arguments arguments);
}
