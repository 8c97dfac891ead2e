using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Remote.Traces;

/// <summary>What a budget comes to on a server: what is written into the request, and what has to be watched from here.</summary>
internal sealed record RemotePlan
{
    private const int DefaultReserve = 64;

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    public required IReadOnlyDictionary<string, object?> Variables { get; init; }

    public int? ThinkingLimit { get; init; }

    public int? AnswerLimit { get; init; }

    public int? TotalLimit { get; init; }

    public TimeSpan? Deadline { get; init; }

    /// <summary>Tokens for whose time the answer is provided, where a deadline is watched from here.</summary>
    public int AnswerReserve { get; init; }

    /// <summary>What the assistant's message ends with when its thinking is cut.</summary>
    public string ClosingText { get; init; } = "";

    /// <summary>What the assistant's message begins with, to be continued from the start; null where the server begins it.</summary>
    public string? Prefill { get; init; }

    /// <summary>Works out the plan of some traces.</summary>
    /// <exception cref="ArgumentException">The server cannot keep the budget, or the prompt is none for a server.</exception>
    public static RemotePlan Of(ReasoningPrompt prompt, ReasoningOptions request, TokenBudget budget, RemoteEngineOptions options, ModelInfo model)
    {
        RemoteDialect dialect = options.Dialect;
        if (prompt.RawText is not null) throw new ArgumentException("A server's chat completions take messages and no raw text. Give a question or messages.", nameof(prompt));
        if (request.Tools is not null || prompt.Messages.Any(message => message.IsOfTools))
            throw new ArgumentException("Tools, and messages of them, are not sent to servers. Leave them out, or take a client of the server's own API.", nameof(request));
        var plan = new BudgetPlan(model, options.Thinking, options.MaxParallelTraces);
        foreach (BudgetPolicy policy in budget.Policies.Where(policy => policy.WatchesTokens))
            plan.Refuse($"{policy.GetType().Name} watches every token, which only an engine that decodes itself can let it do.");
        budget.Prepare(plan);
        bool skips = plan.SkipsThinking;
        bool bySwitch = dialect.LimitsThinking;
        bool byVariable = skips && !bySwitch && options.Thinking.Variable is not null && dialect.ExtendsOpenAI;
        string? prefill = skips && !bySwitch && !byVariable && options.Thinking.Thinks ? options.Thinking.NoThinkingPrefill : null;
        if (plan.ThinkingLimit is not null && options.Thinking.Thinks && !bySwitch && !byVariable && !dialect.ContinuesReplies)
            plan.Refuse($"{dialect.Name} has no switch that limits thinking and continues no reply that was cut. Limit the total, or name the server's dialect.");
        if (plan.Deadline is not null && !dialect.KeepsDeadlines && !dialect.ContinuesReplies)
            plan.Refuse($"{dialect.Name} keeps no deadline and continues no reply that was cut, so it could not answer in time. Leave the deadline out, or name the server's dialect.");
        var variables = new Dictionary<string, object?>(plan.Variables);
        foreach ((string name, object? value) in request.TemplateVariables) variables[name] = value;
        if (byVariable) variables[options.Thinking.Variable!] = false;
        if (request.AnswerGrammar is { IsJson: false } && !dialect.TakesGbnf)
            plan.Refuse($"{dialect.Name} takes JSON schemas, and no grammars of one's own. Give a schema, or leave the grammar out.");
        RefuseSampling(plan, request.Sampling, variables.Count > 0, dialect);
        if (plan.Refusals.Count > 0) throw new ArgumentException($"The request cannot be honoured. {string.Join(" ", plan.Refusals)}", nameof(request));
        return new RemotePlan
        {
            Messages = plan.WithSentences(prompt.Messages),
            Variables = variables,
            ThinkingLimit = byVariable ? null : plan.ThinkingLimit,
            AnswerLimit = plan.AnswerLimit,
            TotalLimit = plan.TotalLimit,
            Deadline = plan.Deadline,
            AnswerReserve = plan.AnswerReserve ?? DefaultReserve,
            ClosingText = options.Thinking.Markers is { } markers ? (plan.ClosingText ?? options.Thinking.ClosingText) + markers.Close + options.Thinking.AfterClose : "",
            Prefill = prefill,
        };
    }

    private static void RefuseSampling(BudgetPlan plan, SamplingOptions sampling, bool hasVariables, RemoteDialect dialect)
    {
        if (sampling.LogProbabilities) plan.Refuse("Log-probabilities are not read from servers.");
        if (sampling.ConfidenceTopK != 0) plan.Refuse("Confidences are worked out from all logits, which no server sends.");
        if (!dialect.ExtendsOpenAI && (sampling.TopK != 0 || sampling.MinP != 0 || sampling.RepetitionPenalty != 1))
            plan.Refuse($"{dialect.Name} knows no top-k, min-p and repetition penalty.");
        if (!dialect.ExtendsOpenAI && hasVariables) plan.Refuse($"{dialect.Name} takes no variables of the chat template.");
    }
}
