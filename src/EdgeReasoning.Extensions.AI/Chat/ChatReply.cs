using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Writes one reply as a whole, or in updates that add up to the same.</summary>
internal sealed class ChatReply(ChatRequest request, string id)
{
    private readonly TextRelay _thinking = new(StopSequences.None);
    private readonly TextRelay _answer = new(request.Stops);

    /// <summary>The reply in one piece.</summary>
    public ChatResponse Whole(ChatAnswer answer)
    {
        List<AIContent> contents = [];
        if (request.ShowsThinking && answer.Result.Thinking.Length > 0) contents.Add(new TextReasoningContent(answer.Result.Thinking));
        contents.Add(new TextContent(request.Stops.Cut(answer.Result.Chosen)));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = id, RawRepresentation = answer.Raw })
        {
            ResponseId = id,
            ModelId = answer.Model,
            FinishReason = Reason(answer.Result.Chosen),
            Usage = Usage(answer.Result),
            RawRepresentation = answer.Raw,
        };
    }

    /// <summary>What a piece of the first trace adds; null where it adds nothing yet.</summary>
    public ChatResponseUpdate? Next(ReasoningUpdate piece, string? model) => piece.Kind switch
    {
        ReasoningUpdateKind.Thinking when request.ShowsThinking && _thinking.Next(piece.Text) is { Length: > 0 } text => Update(model, new TextReasoningContent(text)),
        ReasoningUpdateKind.Answer when _answer.Next(piece.Text) is { Length: > 0 } text => Update(model, new TextContent(text)),
        _ => null,
    };

    /// <summary>What is still missing, and last why it ended and what it took.</summary>
    public IEnumerable<ChatResponseUpdate> Finish(ChatAnswer answer)
    {
        ReasoningResult result = answer.Result;
        if (request.ShowsThinking && _thinking.Rest(result.Thinking) is { Length: > 0 } thinking) yield return Update(answer.Model, new TextReasoningContent(thinking));
        if (_answer.Rest(request.Stops.Cut(result.Chosen)) is { Length: > 0 } text) yield return Update(answer.Model, new TextContent(text));
        ChatResponseUpdate last = Update(answer.Model, new UsageContent(Usage(result)));
        last.FinishReason = Reason(result.Chosen);
        last.RawRepresentation = answer.Raw;
        yield return last;
    }

    private ChatResponseUpdate Update(string? model, AIContent content) => new(ChatRole.Assistant, [content]) { ResponseId = id, MessageId = id, ModelId = model };

    private ChatFinishReason Reason(Trace trace) => request.Stops.Cut(trace).Length < trace.Answer.Length ? ChatFinishReason.Stop : ReasoningFinishReasons.Of(trace);

    private static UsageDetails Usage(ReasoningResult result) => new()
    {
        InputTokenCount = result.Usage.InputTokens,
        OutputTokenCount = result.Usage.OutputTokens,
        TotalTokenCount = result.Usage.InputTokens + result.Usage.OutputTokens,
        ReasoningTokenCount = result.Usage.ThinkingTokens,
        CachedInputTokenCount = result.CachedInputTokens,
        AdditionalCounts = new AdditionalPropertiesDictionary<long>
        {
            ["answer_tokens"] = result.Usage.AnswerTokens,
            ["marker_tokens"] = result.Usage.MarkerTokens,
            ["forced_tokens"] = result.Usage.ForcedTokens,
            ["probe_tokens"] = result.Usage.ProbeTokens,
            ["traces"] = result.Traces.Count,
        },
    };
}
