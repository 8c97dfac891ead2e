namespace EdgeReasoning.Prompts;

/// <summary>A prompt that is ready to be tokenised, special tokens as text.</summary>
public sealed record BuiltPrompt
{
    /// <summary>The text; tokenise it with the texts of special tokens read as those tokens.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the text ends inside a thinking block that it has opened, so that the reply begins with thinking.</summary>
    public required bool StartsInThinking { get; init; }

    /// <summary>Whether thinking was switched off: the reply begins with the answer.</summary>
    public required bool ThinkingOff { get; init; }

    /// <summary>Whether the tokeniser is to add the begin-of-sequence token where the model asks for one: false where the text begins with it already.</summary>
    public required bool AddSpecial { get; init; }
}
