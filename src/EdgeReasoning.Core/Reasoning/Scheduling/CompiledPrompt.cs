using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>A prompt in tokens, with the budget that holds for its replies. Traces of one request that have the same one share its memory.</summary>
internal sealed class CompiledPrompt(IInferenceModel model)
{
    private readonly Dictionary<string, int[]> _texts = new(StringComparer.Ordinal);

    public required int[] Tokens { get; init; }

    /// <summary>How many of its tokens a trace can take over from memory: all but the last one, which it has to decode for the logits.</summary>
    public int ReusableTokens => Tokens.Length - 1;

    public required bool StartsInThinking { get; init; }

    public required TokenBudget Budget { get; init; }

    public required BudgetContext Context { get; init; }

    /// <summary>What closes the thinking early: closing text, end marker, and what stands between that and the answer.</summary>
    public required int[] Closing { get; init; }

    /// <summary>From the call on; null without a deadline.</summary>
    public required TimeSpan? Deadline { get; init; }

    public required SamplingOptions Sampling { get; init; }

    /// <summary>What the answers are held to, at its start; null for nothing. It belongs to the compiler.</summary>
    public ITokenGrammar? Grammar { get; init; }

    /// <summary>How calls of tools are read; null where none are offered.</summary>
    public ToolReplies? Tools { get; init; }

    /// <summary>Tokens of a reply at the most; what memory is reserved for.</summary>
    public int MaxTokens => Context.TotalLimit;

    /// <summary>What holds the answer of a trace to the grammar; null where there is none.</summary>
    public AnswerGate? OpenGate(PhaseSplitter phases) =>
        Grammar is null ? null : new AnswerGate(Grammar.Fork(), phases, model, mayThink: Context.ThinkingLimit is not 0);

    /// <summary>The tokens of a text that is forced. Only the decoding thread asks.</summary>
    public int[] Encode(string text)
    {
        if (!_texts.TryGetValue(text, out int[]? tokens)) _texts[text] = tokens = model.Tokenize(text, addSpecial: false, parseSpecial: false);
        return tokens;
    }
}
