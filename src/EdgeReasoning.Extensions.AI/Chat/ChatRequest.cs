using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Planning;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI;

/// <summary>A chat request in the engine's terms.</summary>
internal sealed record ChatRequest(ReasoningPrompt Prompt, ReasoningOptions Options, StopSequences Stops, bool ShowsThinking, Constraints? Constraints)
{
    /// <summary>Translates a request, or refuses it.</summary>
    /// <exception cref="ArgumentException">There is no message, or an option is out of its range.</exception>
    /// <exception cref="NotSupportedException">Something is asked for that no engine can honour.</exception>
    public static ChatRequest From(IEnumerable<ChatMessage> messages, ChatOptions? options, ReasoningOptions start)
    {
        ReasoningPrompt prompt = Conversation.From(messages, options?.Instructions);
        ulong? seed = options?.Seed is { } given ? unchecked((ulong)given) : start.Seed;
        // Conversations go on from their last turn; only who asks for the same tokens again must not depend on what came before.
        start = start with { Seed = seed, ReusesPrompt = start.ReusesPrompt || seed is null };
        if (options is null) return new ChatRequest(prompt, start, StopSequences.None, ShowsThinking: true, Constraints: null);
        Refuse(options);
        var stops = StopSequences.Of(options.StopSequences);
        return new ChatRequest(
            prompt,
            start with
            {
                Budget = Budget(options, start.Budget, stops),
                Scaling = options.GetScaling() ?? start.Scaling,
                Extractor = stops.Trimming(options.GetExtractor() ?? start.Extractor),
                Sampling = Sampling(options, start.Sampling),
                Tools = ChatTools.Of(options, start.Tools),
                AnswerGrammar = Grammar(options.ResponseFormat, start.AnswerGrammar),
                TemplateVariables = Variables(options, start.TemplateVariables),
            },
            stops,
            options.Reasoning?.Output != ReasoningOutput.None,
            options.GetConstraints());
    }

    private static TokenBudget Budget(ChatOptions options, TokenBudget budget, StopSequences stops)
    {
        budget = options.GetBudget() ?? budget;
        if (Level(options.Reasoning?.Effort) is { } level) budget = budget.Effort(level);
        if (options.MaxOutputTokens is { } most) budget = budget.Limit(new LimitOptions { TotalTokens = most });
        if (options.GetDeadline() is { } time) budget = budget.Deadline(time);
        return budget.StopAt(stops.All);
    }

    private static AnswerGrammar? Grammar(ChatResponseFormat? format, AnswerGrammar? start) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } => AnswerGrammar.FromJsonSchema(schema),
        ChatResponseFormatJson => AnswerGrammar.Json,
        ChatResponseFormatText => null,
        null => start,
        _ => throw new NotSupportedException($"The response format {format.GetType().Name} is not known. Take {nameof(ChatResponseFormat)}.{nameof(ChatResponseFormat.Json)}, or a JSON schema."),
    };

    // The highest effort is what a model does when nothing limits it.
    private static EffortLevel? Level(ReasoningEffort? effort) => effort switch
    {
        null or ReasoningEffort.ExtraHigh => null,
        ReasoningEffort.None => EffortLevel.None,
        ReasoningEffort.Low => EffortLevel.Low,
        ReasoningEffort.Medium => EffortLevel.Medium,
        ReasoningEffort.High => EffortLevel.High,
        _ => throw new NotSupportedException($"There is no budget for the effort {effort}. Take {nameof(ReasoningEffort.None)} to {nameof(ReasoningEffort.ExtraHigh)}."),
    };

    private static SamplingOptions Sampling(ChatOptions options, SamplingOptions sampling) =>
        options is { Temperature: null, TopP: null, TopK: null } ? sampling : sampling with
        {
            Temperature = options.Temperature ?? sampling.Temperature,
            TopP = options.TopP ?? sampling.TopP,
            TopK = options.TopK ?? sampling.TopK,
        };

    private static IReadOnlyDictionary<string, object?> Variables(ChatOptions options, IReadOnlyDictionary<string, object?> variables)
    {
        const string effort = "reasoning_effort";
        return options.Reasoning?.Effort != ReasoningEffort.ExtraHigh || variables.ContainsKey(effort) ? variables
            : new Dictionary<string, object?>(variables) { [effort] = "high" };
    }

    private static void Refuse(ChatOptions options)
    {
        if (options.FrequencyPenalty is not (null or 0))
            throw new NotSupportedException($"There is no frequency penalty. Leave it null, and set {nameof(SamplingOptions)}.{nameof(SamplingOptions.RepetitionPenalty)} in the client's defaults.");
        if (options.PresencePenalty is not (null or 0))
            throw new NotSupportedException($"There is no presence penalty. Leave it null, and set {nameof(SamplingOptions)}.{nameof(SamplingOptions.RepetitionPenalty)} in the client's defaults.");
        if (options.ConversationId is not null)
            throw new NotSupportedException("Conversations are not kept. Leave ConversationId null, and send the whole history.");
        if (options.Reasoning?.Output == ReasoningOutput.Summary)
            throw new NotSupportedException("The thinking is not summarised. Ask for it in full, or not at all.");
    }
}
