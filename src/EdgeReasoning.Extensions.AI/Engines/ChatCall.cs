using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;
using Turn = EdgeReasoning.Prompts.ChatMessage;

namespace EdgeReasoning.Extensions.AI;

/// <summary>What a chat client is called with for every trace of a request.</summary>
/// <param name="Messages">The conversation, with the sentences of the budget.</param>
/// <param name="Options">The options, without a seed.</param>
/// <param name="Deadline">Time for the whole request; null for no limit.</param>
internal sealed record ChatCall(IReadOnlyList<ChatMessage> Messages, ChatOptions Options, TimeSpan? Deadline)
{
    private static readonly SamplingOptions DefaultSampling = new();

    // Only sentences are taken from it, which depend on neither.
    private static readonly ModelInfo AnyModel = new() { Name = "A chat client", Architecture = "unknown", VocabularySize = 1 };

    /// <summary>Translates a request, or refuses what a chat client cannot honour.</summary>
    /// <exception cref="ArgumentException">The client cannot honour something.</exception>
    public static ChatCall From(ReasoningPrompt prompt, ReasoningOptions options, TokenBudget budget, ChatOptions? start)
    {
        if (prompt.RawText is not null) throw new ArgumentException("A chat client has its service build the prompt, so a raw one cannot be sent. Give messages.", nameof(prompt));
        if (options.TemplateVariables.Count > 0) throw new ArgumentException("A chat client has no chat template to set variables of. Leave them out.", nameof(options));
        if (options.Tools is not null || prompt.Messages.Any(turn => turn.IsOfTools))
            throw new ArgumentException("Tools, and messages of them, are not passed on to a chat client that is used as an engine. Call the client itself, or leave them out.", nameof(options));
        ChatOptions call = start?.Clone() ?? new ChatOptions();
        Sample(options.Sampling, call);
        if (options.AnswerGrammar is { } grammar) call.ResponseFormat = Format(grammar);
        foreach (BudgetPolicy policy in budget.Policies) Apply(policy, call);
        var plan = new BudgetPlan(AnyModel, ThinkingFamilies.Generic);
        budget.Prepare(plan);
        return new ChatCall(Ask(prompt, string.Join(' ', plan.Sentences)), call, budget.EarliestDeadline);
    }

    private static ChatResponseFormatJson Format(AnswerGrammar grammar) => grammar switch
    {
        { Schema: { } schema } => ChatResponseFormat.ForJsonSchema(schema, "answer"),
        { IsJson: true } => ChatResponseFormat.Json,
        _ => throw new ArgumentException("A chat client takes JSON and JSON schemas, and no grammar of one's own. Give a schema, or leave the grammar out.", nameof(grammar)),
    };

    private static void Sample(SamplingOptions sampling, ChatOptions call)
    {
        // The default is left to the service: some models refuse to be told.
        if (sampling == DefaultSampling) return;
        if (sampling.MinP != 0 || sampling.RepetitionPenalty != 1 || sampling.LogitBias is not null || sampling.LogProbabilities || sampling.ConfidenceTopK != 0)
            throw new ArgumentException("A chat client knows temperature, top-p and top-k only. Leave min-p, penalties, biases, log-probabilities and confidences at their defaults.", nameof(sampling));
        call.Temperature = sampling.Temperature;
        call.TopP = sampling.TopP;
        call.TopK = sampling.TopK == 0 ? null : sampling.TopK;
    }

    private static void Apply(BudgetPolicy policy, ChatOptions call)
    {
        switch (policy)
        {
            case AskForPolicy or DeadlinePolicy:
                break;
            case NoThinkingPolicy or DirectPolicy:
                Lower(call, ReasoningEffort.None);
                break;
            case EffortPolicy effort:
                Lower(call, effort.Level switch
                {
                    EffortLevel.None => ReasoningEffort.None,
                    EffortLevel.Low => ReasoningEffort.Low,
                    EffortLevel.Medium => ReasoningEffort.Medium,
                    _ => ReasoningEffort.High,
                });
                break;
            case LimitPolicy { Options: { AnswerTokens: null, AnswerReserve: null, ClosingText: null, ThinkingTokens: null or 0 } limit }:
                if (limit.ThinkingTokens == 0) Lower(call, ReasoningEffort.None);
                if (limit.TotalTokens is { } total && !(call.MaxOutputTokens <= total)) call.MaxOutputTokens = total;
                break;
            case LimitPolicy:
                throw new ArgumentException("A chat client cannot close the thinking after so many tokens, nor limit the answer alone. Limit the total (LimitOptions.TotalTokens), or give an effort.", nameof(policy));
            case StopAtPolicy stop:
                call.StopSequences = [.. call.StopSequences ?? [], .. stop.Sequences];
                break;
            default:
                throw new ArgumentException($"A chat client shows no tokens while it thinks, so {policy.GetType().Name} cannot be kept. Limit the total, or give an effort or a deadline.", nameof(policy));
        }
    }

    private static void Lower(ChatOptions call, ReasoningEffort effort)
    {
        call.Reasoning ??= new Microsoft.Extensions.AI.ReasoningOptions();
        if (!(call.Reasoning.Effort <= effort)) call.Reasoning.Effort = effort;
    }

    private static ChatMessage[] Ask(ReasoningPrompt prompt, string sentences)
    {
        ChatMessage[] messages = [.. prompt.Messages.Select(turn => new ChatMessage(new ChatRole(turn.Role), turn.Content))];
        if (sentences.Length == 0) return messages;
        int last = Array.FindLastIndex(messages, message => message.Role == ChatRole.User);
        if (last < 0) throw new ArgumentException("The budget adds a sentence to the user's last message, and the conversation has no message of the user.", nameof(prompt));
        Turn asked = prompt.Messages[last];
        messages[last] = new ChatMessage(ChatRole.User, $"{asked.Content} {sentences}");
        return messages;
    }
}
