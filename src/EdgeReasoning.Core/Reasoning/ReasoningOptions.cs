using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Scaling;

namespace EdgeReasoning.Reasoning;

/// <summary>How one request is answered.</summary>
public sealed record ReasoningOptions
{
    /// <summary>How long each trace may think and answer. Default <see cref="TokenBudget.Unlimited"/>: as long as the context holds, and even
    /// then the thinking is closed in time for an answer.</summary>
    public TokenBudget Budget { get; init; } = TokenBudget.Unlimited;

    /// <summary>How many traces are sampled, when that stops, and which answer wins. Default <see cref="ScalingPolicies.Single"/>. More traces
    /// than fit at once take turns.</summary>
    public ScalingPolicy Scaling { get; init; } = ScalingPolicies.Single;

    /// <summary>Finds in each reply the answer proper, by which traces vote. Runs on the caller's side, never on the decoding thread.
    /// Default <see cref="AnswerExtractors.Auto"/>.</summary>
    public AnswerExtractor Extractor { get; init; } = AnswerExtractors.Auto;

    /// <summary>What every answer is held to, token by token: a grammar, or a JSON schema. Thinking is free, and so is white space before the answer. An answer
    /// that is cut (<see cref="EdgeReasoning.Traces.Trace.StopReason"/> other than natural) is the begin of one. Null, the default, holds it to nothing.</summary>
    /// <remarks>With a grammar, <see cref="AnswerExtractors.Auto"/> takes the whole answer, as JSON where the grammar is one of JSON. Stop sequences are refused beside
    /// it, and so are models whose backend has no grammars.</remarks>
    public AnswerGrammar? AnswerGrammar { get; init; }

    /// <summary>What the model may ask to have called; null, the default, offers nothing. The answers of several traces vote by their calls where they have some:
    /// by names and arguments. Beside <see cref="AnswerGrammar"/> the answer is either calls or of the grammar.</summary>
    /// <remarks>Refused with <see cref="NotSupportedException"/> where the model's chat template has no tools.</remarks>
    public ToolOptions? Tools { get; init; }

    /// <summary>How tokens are chosen.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>
    /// Where the randomness starts. The same seed, model and context, alone on the engine, give the same tokens. Null, the default, takes
    /// the next seed of the engine's own sequence (<see cref="ReasoningEngineOptions.Seed"/>); the result says which it was.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// Whether the prompt may begin with what another request has left in memory, and stays there itself when the request has ended: the next turn of a
    /// conversation then decodes only what is new. Kept prompts take room that nobody else needs; whoever needs it gets it. Default false: which other
    /// requests came before has then no influence on the last digits of the logits, so that <see cref="Seed"/> decides all. Models whose memory cannot go
    /// back (<see cref="ContextCapabilities.Rewind"/>) decode the whole prompt, and engines over servers leave it to the server.
    /// </summary>
    public bool ReusesPrompt { get; init; }

    /// <summary>Further variables of the chat template by name. Values are null, text, booleans, numbers, lists, and dictionaries with keys of text. Default none.</summary>
    public IReadOnlyDictionary<string, object?> TemplateVariables { get; init; } = new Dictionary<string, object?>();

    /// <summary>The extractor that is used: the default is for free text, and gives way to one that knows what it reads.</summary>
    internal AnswerExtractor EffectiveExtractor => AnswerGrammar is { } grammar && ReferenceEquals(Extractor, AnswerExtractors.Auto) ? grammar.Extractor : Extractor;

    /// <summary>Checks every setting against its range: for engines of one's own.</summary>
    /// <exception cref="ArgumentException">One is null or out of its range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Budget);
        ArgumentNullException.ThrowIfNull(Scaling);
        ArgumentNullException.ThrowIfNull(Extractor);
        ArgumentNullException.ThrowIfNull(TemplateVariables);
        ArgumentNullException.ThrowIfNull(Sampling);
        Sampling.Validate();
        Tools?.Validate();
    }
}
