namespace EdgeReasoning.Prompts;

/// <summary>What a chat template is rendered with besides the messages.</summary>
public sealed record ChatTemplateOptions
{
    /// <summary>The options with every default.</summary>
    public static ChatTemplateOptions Default { get; } = new();

    /// <summary>Whether the text ends where the assistant's reply begins. Default true.</summary>
    public bool AddGenerationPrompt { get; init; } = true;

    /// <summary>The variable <c>enable_thinking</c>; null, the default, leaves it undefined.</summary>
    public bool? EnableThinking { get; init; }

    /// <summary>Text of the begin-of-sequence token, the variable <c>bos_token</c>. Default empty.</summary>
    public string BeginOfSequence { get; init; } = "";

    /// <summary>Text of the end-of-sequence token, the variable <c>eos_token</c>. Default empty.</summary>
    public string EndOfSequence { get; init; } = "";

    /// <summary>The functions that the model may ask to have called, the variable <c>tools</c>. Default none, which leaves it undefined.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>
    /// Further variables by name; they go before the ones above. Values are null, text, booleans, numbers, lists, dictionaries
    /// with keys of text, and <see cref="System.Text.Json.JsonElement"/>.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Variables { get; init; } = new Dictionary<string, object?>();

    /// <summary>The clock behind <c>strftime_now</c>. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The most steps of one rendering, from 1: each part of the template, each item of a list and 32 characters of text take one. Default 5,000,000, under a second.</summary>
    public int MaxSteps { get; init; } = 5_000_000;

    /// <summary>The most UTF-16 characters of the text, and of every text on the way to it, from 1. Default 4,194,304.</summary>
    public int MaxCharacters { get; init; } = 4 << 20;
}
