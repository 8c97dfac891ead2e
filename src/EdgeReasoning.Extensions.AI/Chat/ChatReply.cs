using System.Globalization;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Writes one reply as a whole, or in updates that add up to the same.</summary>
internal sealed class ChatReply(ChatRequest request, string id)
{
    private readonly TextRelay _thinking = new(StopSequences.None);
    private readonly TextRelay _answer = new(request.Stops);
    private int _calls;

    /// <summary>The reply in one piece.</summary>
    public ChatResponse Whole(ChatAnswer answer)
    {
        List<AIContent> contents = [];
        if (request.ShowsThinking && answer.Result.Thinking.Length > 0) contents.Add(new TextReasoningContent(answer.Result.Thinking));
        Trace chosen = answer.Result.Chosen;
        (string before, string behind) = Text(chosen);
        if (before.Length > 0 || chosen.ToolCalls.Count == 0) contents.Add(new TextContent(before));
        contents.AddRange(Calls(chosen));
        if (behind.Length > 0) contents.Add(new TextContent(behind));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = id, RawRepresentation = answer.Raw })
        {
            ResponseId = id,
            ModelId = answer.Model,
            FinishReason = Reason(chosen),
            Usage = Usage(answer.Result),
            RawRepresentation = answer.Raw,
        };
    }

    /// <summary>What a piece of the first trace adds; null where it adds nothing yet.</summary>
    public ChatResponseUpdate? Next(ReasoningUpdate piece, string? model) => piece.Kind switch
    {
        ReasoningUpdateKind.Thinking when request.ShowsThinking && _thinking.Next(piece.Text) is { Length: > 0 } text => Update(model, new TextReasoningContent(text)),
        // Text behind a call waits for the end, where it stands in a reply that is not streamed.
        ReasoningUpdateKind.Answer when _calls == 0 && _answer.Next(piece.Text) is { Length: > 0 } text => Update(model, new TextContent(text)),
        ReasoningUpdateKind.ToolCall => Call(piece.ToolCall!, model),
        _ => null,
    };

    /// <summary>What is still missing, and last why it ended and what it took.</summary>
    public IEnumerable<ChatResponseUpdate> Finish(ChatAnswer answer)
    {
        ReasoningResult result = answer.Result;
        if (request.ShowsThinking && _thinking.Rest(result.Thinking) is { Length: > 0 } thinking) yield return Update(answer.Model, new TextReasoningContent(thinking));
        (string before, string behind) = Text(result.Chosen);
        if (_answer.Rest(before) is { Length: > 0 } text) yield return Update(answer.Model, new TextContent(text));
        foreach (FunctionCallContent call in Calls(result.Chosen)) yield return Update(answer.Model, call);
        if (behind.Length > 0) yield return Update(answer.Model, new TextContent(behind));
        ChatResponseUpdate last = Update(answer.Model, new UsageContent(Usage(result)));
        last.FinishReason = Reason(result.Chosen);
        last.RawRepresentation = answer.Raw;
        yield return last;
    }

    private ChatResponseUpdate Call(ToolCall call, string? model)
    {
        ChatResponseUpdate update = Update(model, ChatTools.Content(call, CallId(_calls++)));
        if (_answer.Release() is { Length: > 0 } text) update.Contents.Insert(0, new TextContent(text));
        return update;
    }

    /// <summary>The calls that have not been passed on yet.</summary>
    private IEnumerable<FunctionCallContent> Calls(Trace trace) => trace.ToolCalls.Select((call, index) => ChatTools.Content(call, CallId(index))).Skip(_calls);

    private string CallId(int index) => string.Create(CultureInfo.InvariantCulture, $"{id}-call-{index}");

    /// <summary>What is said before the calls, and behind them.</summary>
    private (string Before, string Behind) Text(Trace trace)
    {
        string text = request.Stops.Cut(trace);
        if (trace.ToolCalls.Count == 0) return (text, "");
        int at = Math.Min(trace.CallsAt, text.Length);
        return (text[..at], text[at..]);
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
