using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning.Scheduling;
using EdgeReasoning.Scaling;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.Reasoning;

/// <summary>Turns a prompt and its budget into tokens and limits, or refuses them.</summary>
internal sealed class RequestCompiler(IInferenceModel model, PromptBuilder prompts, ContextLimits limits, ReasoningEngineOptions options, SamplerWorkspace workspace, ILogger logger) : IDisposable
{
    private readonly int? _endToken = FindEndToken(model, prompts.Format);
    private readonly GrammarCache _grammars = new(model);

    /// <summary>Compiles a request.</summary>
    /// <exception cref="ArgumentException">The budget cannot be honoured, or the prompt does not fit.</exception>
    public CompiledPrompt Compile(ReasoningPrompt prompt, ReasoningOptions request) => Compile(prompt, request, request.Budget, request.Sampling.ConfidenceTopK);

    /// <summary>Compiles a request for traces with options of their own; gives the same prompt where nothing differs.</summary>
    /// <exception cref="ArgumentException">The budget cannot be honoured, or the prompt does not fit.</exception>
    public CompiledPrompt Recompile(CompiledPrompt compiled, ReasoningPrompt prompt, ReasoningOptions request, SampleOptions sample)
    {
        int confidence = Math.Max(compiled.Sampling.ConfidenceTopK, sample.ConfidenceTopK);
        if (sample.Budget.Policies.IsEmpty && confidence == compiled.Sampling.ConfidenceTopK) return compiled;
        return Compile(prompt, request, request.Budget.And(sample.Budget), confidence);
    }

    /// <summary>Tells what a budget will do to a request, also where it will be refused.</summary>
    public BudgetDescription Describe(ReasoningPrompt prompt, ReasoningOptions request, int parallelTraces)
    {
        BudgetPlan plan = Prepare(request.Budget, out int[] closing);
        if (plan.Refusals.Count > 0) return BudgetDescription.Of(request.Budget, plan, null);
        int[] tokens = Tokenize(prompt, request, plan, out _);
        return BudgetDescription.Of(request.Budget, plan, plan.Resolve(tokens.Length, Math.Min(parallelTraces, limits.MaxSequences), Room(tokens), closing.Length, _endToken));
    }

    /// <summary>The sampler that the traces of a prompt fork theirs from.</summary>
    public Sampler SamplerFor(CompiledPrompt compiled, ulong seed)
    {
        SamplingOptions sampling = compiled.Sampling;
        var sampler = new Sampler(sampling, model.Info.VocabularySize, seed, workspace);
        if (sampling.RepetitionPenalty == 1) return sampler;
        foreach (int token in compiled.Tokens.AsSpan(Math.Max(0, compiled.Tokens.Length - sampling.PenaltyWindow))) sampler.Accept(token);
        return sampler;
    }

    /// <summary>Frees the grammars; nothing may use them any more.</summary>
    public void Dispose() => _grammars.Dispose();

    private CompiledPrompt Compile(ReasoningPrompt prompt, ReasoningOptions request, TokenBudget budget, int confidenceTopK)
    {
        ToolReplies? tools = ToolReplies.Of(request.Tools, prompts, model.Info.Name);
        GbnfGrammar? grammar = tools is null ? request.AnswerGrammar?.Grammar : tools.Grammar(request.AnswerGrammar);
        if (grammar is null && tools?.LastText is { } last) budget = budget.StopAt(last);
        BudgetPlan plan = Prepare(budget, out int[] closing);
        if (grammar is not null) RefuseForcedAnswers(plan, budget);
        if (plan.Refusals.Count > 0) throw new ArgumentException($"The budget cannot be honoured. {string.Join(" ", plan.Refusals)}", nameof(request));
        int[] tokens = Tokenize(prompt, request, plan, out bool startsInThinking);
        BudgetContext context = plan.Resolve(tokens.Length, limits.MaxSequences, Room(tokens), closing.Length, _endToken);
        confidenceTopK = Math.Max(confidenceTopK, plan.ConfidenceTopK);
        return new CompiledPrompt(model)
        {
            Tokens = tokens,
            StartsInThinking = startsInThinking,
            Budget = budget,
            Context = context,
            Closing = closing,
            Deadline = plan.Deadline,
            Sampling = confidenceTopK == request.Sampling.ConfidenceTopK ? request.Sampling : request.Sampling with { ConfidenceTopK = confidenceTopK },
            Grammar = grammar is null ? null : _grammars.Get(grammar),
            Tools = tools,
        };
    }

    /// <summary>Refuses what would write into an answer that a grammar holds, or cut it.</summary>
    private void RefuseForcedAnswers(BudgetPlan plan, TokenBudget budget)
    {
        if (budget.Policies.Any(static policy => policy is StopAtPolicy))
            plan.Refuse("A stop sequence would cut an answer that is held to a grammar. Leave the sequences out: the grammar ends the answer.");
        if (prompts.Format.Markers is { } markers && (plan.ClosingText ?? prompts.Format.ClosingText).Contains(markers.Close, StringComparison.Ordinal))
            plan.Refuse($"The closing text holds {markers.Close}, so that what stands behind it would be forced into an answer that is held to a grammar. End the text before the marker.");
    }

    private BudgetPlan Prepare(TokenBudget budget, out int[] closing)
    {
        var plan = new BudgetPlan(model.Info, prompts.Format, limits.MaxSequences, options.Profile);
        budget.Prepare(plan);
        closing = prompts.Format.Markers is { } markers
            ? [.. Plain(plan.ClosingText ?? prompts.Format.ClosingText), .. Special(markers.Close), .. Plain(prompts.Format.AfterClose)]
            : [];
        plan.Settle(closing.Length, _endToken);
        return plan;
    }

    private int[] Tokenize(ReasoningPrompt prompt, ReasoningOptions request, BudgetPlan plan, out bool startsInThinking)
    {
        if (prompt.RawText is not null && request.Tools is not null)
            throw new ArgumentException("The chat template tells the model of its tools, and a raw prompt goes through none. Write them into the text, or give messages.", nameof(prompt));
        BuiltPrompt built = prompt.RawText is { } raw ? Raw(raw, plan) : prompts.Build(plan.WithSentences(prompt.Messages), new PromptOptions
        {
            Thinking = !plan.SkipsThinking,
            Variables = Merge(plan.Variables, request.TemplateVariables),
            Tools = request.Tools?.Tools ?? [],
            TimeProvider = options.TimeProvider,
        });
        Log.PromptText(logger, built.Text);
        int[] tokens = model.Tokenize(built.Text, built.AddSpecial, parseSpecial: true);
        if (tokens.Length == 0)
            throw new ArgumentException("The prompt has no token that the model knows.", nameof(prompt));
        if (tokens.Length >= limits.SequenceTokens)
            throw new ArgumentException($"The prompt has {tokens.Length} tokens; a sequence holds {limits.SequenceTokens}, and the reply needs at least one. Shorten the prompt, or raise {nameof(ReasoningEngineOptions)}.{nameof(ReasoningEngineOptions.SequenceTokens)}.", nameof(prompt));
        startsInThinking = built.StartsInThinking;
        return tokens;
    }

    private int Room(int[] tokens) => limits.SequenceTokens - tokens.Length;

    private BuiltPrompt Raw(string text, BudgetPlan plan)
    {
        if (plan.Sentences.FirstOrDefault() is { } sentence)
            throw new ArgumentException($"The budget adds \"{sentence}\" to the user's message, and a raw prompt has none. Write it into the text, or give messages.", nameof(text));
        // A raw prompt stays as it is: thinking that it opens is closed at once.
        if (plan.SkipsThinking) plan.Tighten(thinking: 0);
        return prompts.Raw(text);
    }

    private static IReadOnlyDictionary<string, object?> Merge(IReadOnlyDictionary<string, object?> budget, IReadOnlyDictionary<string, object?> request)
    {
        if (budget.Count == 0) return request;
        var merged = new Dictionary<string, object?>(budget);
        foreach ((string name, object? value) in request) merged[name] = value;
        return merged;
    }

    private int[] Plain(string text) => text.Length == 0 ? [] : model.Tokenize(text, addSpecial: false, parseSpecial: false);

    private int[] Special(string text) => model.Tokenize(text, addSpecial: false, parseSpecial: true);

    /// <summary>The token by which a model announces the end of its thinking: the end marker's first, where that is a special one, which stands for nothing else.</summary>
    private static int? FindEndToken(IInferenceModel model, ThinkingFormat format)
    {
        if (format.Markers is not { } markers) return null;
        int[] special = model.Tokenize(markers.Close, addSpecial: false, parseSpecial: true);
        if (special.Length == 1) return special[0];
        int[] plain = model.Tokenize(markers.Close, addSpecial: false, parseSpecial: false);
        return special.Length > 0 && plain.Length > 0 && special.Length < plain.Length && special[0] != plain[0] ? special[0] : null;
    }
}
