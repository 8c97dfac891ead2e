using EdgeReasoning.Prompts;

namespace EdgeReasoning.Reasoning;

/// <summary>What a model may ask to have called. The engine calls nothing itself: what the model asked for is in <see cref="Traces.Trace.ToolCalls"/>, and the results go
/// into the next request's conversation (<see cref="ChatMessage.Tool"/>).</summary>
public sealed record ToolOptions
{
    /// <summary>The functions, at least one, each with a name of its own.</summary>
    public required IReadOnlyList<ToolDefinition> Tools { get; init; }

    /// <summary>Whether one must be called. Default <see cref="ToolChoice.Auto"/>.</summary>
    public ToolChoice Choice { get; init; } = ToolChoice.Auto;

    /// <summary>Whether a reply may hold several calls. Default true; models of the form of Llama 3 make one call at the most.</summary>
    public bool AllowsSeveral { get; init; } = true;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Tools);
        ArgumentNullException.ThrowIfNull(Choice);
        if (Tools.Count == 0) throw new ArgumentException($"There are no tools to be called. Give at least one, or leave {nameof(ReasoningOptions)}.{nameof(ReasoningOptions.Tools)} null.", nameof(Tools));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ToolDefinition tool in Tools)
        {
            ArgumentNullException.ThrowIfNull(tool, nameof(Tools));
            if (!names.Add(tool.Name)) throw new ArgumentException($"Two tools are called '{tool.Name}'. Give each a name of its own.", nameof(Tools));
        }

        if (Choice.Name is { } name && !names.Contains(name)) throw new ArgumentException($"The tool '{name}' is to be called, and there is none of that name; there is {string.Join(", ", names)}.", nameof(Choice));
    }
}
