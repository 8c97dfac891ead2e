using EdgeReasoning.Traces;
using EdgeReasoning.Answers;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning;

/// <summary>How one request is answered.</summary>
public sealed record ReasoningOptions
{
    /// <summary>Traces sampled in parallel from the one prompt, from 1 to 4096. Default 1. More than fit at once take turns.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Finds in each reply the answer proper, by which traces vote. Runs on the caller's side, never on the decoding thread.
    /// Default <see cref="AnswerExtractors.Auto"/>.</summary>
    public AnswerExtractor Extractor { get; init; } = AnswerExtractors.Auto;

    /// <summary>How tokens are chosen.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>
    /// Where the randomness starts. The same seed, model and context, alone on the engine, give the same tokens. Null, the default, takes
    /// the next seed of the engine's own sequence (<see cref="ReasoningEngineOptions.Seed"/>); the result says which it was.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// Tokens that each trace may have at the most, thinking and answer together, from 1. A trace that reaches it is cut there
    /// (<see cref="StopReason.Limit"/>). Null, the default, is what fits into the context.
    /// </summary>
    public int? MaxTokens { get; init; }

    /// <summary>Whether the model thinks before it answers. Default true; false uses the model family's own way of switching it off.
    /// Without effect on models that do not think.</summary>
    public bool Think { get; init; } = true;

    /// <summary>Further variables of the chat template by name. Values are null, text, booleans, numbers, lists, and dictionaries with keys of text. Default none.</summary>
    public IReadOnlyDictionary<string, object?> TemplateVariables { get; init; } = new Dictionary<string, object?>();

    internal void Validate()
    {
        if (Samples is < 1 or > 4096) throw new ArgumentOutOfRangeException(nameof(Samples), Samples, "Ask for 1 to 4096 samples.");
        if (MaxTokens < 1) throw new ArgumentOutOfRangeException(nameof(MaxTokens), MaxTokens, "A trace needs room for at least 1 token; leave MaxTokens null for what fits.");
        ArgumentNullException.ThrowIfNull(Extractor);
        ArgumentNullException.ThrowIfNull(TemplateVariables);
        ArgumentNullException.ThrowIfNull(Sampling);
        Sampling.Validate();
    }
}
