namespace EdgeReasoning.Reasoning;

/// <summary>Whether a model must call one of its tools. Immutable.</summary>
public sealed record ToolChoice
{
    private ToolChoice(bool isRequired, string? name) => (IsRequired, Name) = (isRequired, name);

    /// <summary>The model decides.</summary>
    public static ToolChoice Auto { get; } = new(isRequired: false, name: null);

    /// <summary>At least one tool is called, whichever. A grammar made of the tools' schemas holds the answer to that.</summary>
    public static ToolChoice Required { get; } = new(isRequired: true, name: null);

    /// <summary>One tool is called, once. A grammar made of its schema holds the answer to that.</summary>
    /// <param name="name">The tool's name.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ToolChoice Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(isRequired: true, name);
    }

    /// <summary>Whether something has to be called.</summary>
    public bool IsRequired { get; }

    /// <summary>The tool that is called; null where that is left to the model.</summary>
    public string? Name { get; }
}
