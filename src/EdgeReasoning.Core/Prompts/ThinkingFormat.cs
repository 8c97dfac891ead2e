using EdgeReasoning.Inference;

namespace EdgeReasoning.Prompts;

/// <summary>How a family of models marks its thinking, and how it is closed early or switched off.</summary>
/// <remarks>
/// Found with <see cref="Detect(string?, string?, Func{string, bool})"/>; every part can be replaced with a <c>with</c> expression.
/// Only <see cref="Markers"/> decides whether a model thinks at all: without them the other parts are not used.
/// </remarks>
public sealed record ThinkingFormat
{
    /// <summary>A model that does not think.</summary>
    public static ThinkingFormat None { get; } = new() { Family = "none" };

    /// <summary>The family's name, for people.</summary>
    public required string Family { get; init; }

    /// <summary>What begins and ends the thinking; null for a model that does not think.</summary>
    public ThinkingMarkers? Markers { get; init; }

    /// <summary>What the model is made to say when its thinking is closed early, before <see cref="ThinkingMarkers.Close"/>. May be empty.</summary>
    public string ClosingText { get; init; } = "\n";

    /// <summary>
    /// What stands between <see cref="ThinkingMarkers.Close"/> and the answer. It is forced after a forced close; a model that
    /// writes it by itself has it left out of the answer.
    /// </summary>
    public string AfterClose { get; init; } = "\n\n";

    /// <summary>
    /// What the assistant's turn begins with so that it answers at once. Used where nothing switches thinking off by other means.
    /// </summary>
    public string NoThinkingPrefill { get; init; } = "";

    /// <summary>The template's variable that switches thinking on and off with true and false; null where there is none.</summary>
    public string? Variable { get; init; }

    /// <summary>What the system's message begins with to switch thinking on; null where nothing is needed.</summary>
    public string? SystemTextOn { get; init; }

    /// <summary>What the system's message begins with to switch thinking off; null where the family knows no such text.</summary>
    public string? SystemTextOff { get; init; }

    /// <summary>Whether the model thinks.</summary>
    public bool Thinks => Markers is not null;

    /// <summary>Finds the format of a model from what its file says.</summary>
    /// <param name="model">Its template and name are looked at.</param>
    /// <param name="isSingleToken">Whether a text is one token of the vocabulary.</param>
    public static ThinkingFormat Detect(ModelInfo model, Func<string, bool> isSingleToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Detect(model.ChatTemplate, model.Name, isSingleToken);
    }

    /// <summary>Finds the format of a model.</summary>
    /// <param name="templateSource">The chat template; null where there is none.</param>
    /// <param name="modelName">The model's name, which tells apart families that share a template; null where unknown.</param>
    /// <param name="isSingleToken">Whether a text is one token of the vocabulary: a model with tokens for markers thinks, even where its template does not mention them.</param>
    /// <returns>The first family of <see cref="ThinkingFamilies"/> that fits; one without markers where none does.</returns>
    public static ThinkingFormat Detect(string? templateSource, string? modelName, Func<string, bool> isSingleToken)
    {
        ArgumentNullException.ThrowIfNull(isSingleToken);
        return ThinkingFamilies.Find(new(templateSource ?? "", modelName ?? "", isSingleToken));
    }
}
