namespace EdgeReasoning.Prompts;

/// <summary>How one prompt is built.</summary>
public sealed record PromptOptions
{
    /// <summary>The options with every default.</summary>
    public static PromptOptions Default { get; } = new();

    /// <summary>Whether the model is to think. Default true. Nothing changes for a model that cannot.</summary>
    public bool Thinking { get; init; } = true;

    /// <summary>Further variables of the template by name; one that the model's thinking is switched with goes before <see cref="Thinking"/>.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>The functions that the model may ask to have called. Default none.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>The clock behind the template's <c>strftime_now</c>. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
