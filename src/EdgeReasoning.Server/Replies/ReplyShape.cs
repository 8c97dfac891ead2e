using System.Text.Json;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server.Requests;
using EdgeReasoning.Server.Wire;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Replies;

/// <summary>Gives one request's reply OpenAI's shape.</summary>
internal sealed class ReplyShape(string id, long created, ChatRequest request)
{
    public CompletionBody Whole(ReasoningResult result)
    {
        IEnumerable<Trace> traces = request.Choices > 1 ? result.Traces : [result.Chosen];
        return new CompletionBody
        {
            Id = id,
            Object = "chat.completion",
            Created = created,
            Model = request.Model.Name,
            Choices = [.. traces.Select((trace, index) => new ChoiceBody
            {
                Index = index,
                Message = Message(trace, index),
                FinishReason = FinishReason(trace),
                EdgeReasoning = About(trace),
            })],
            Usage = UsageBody.Of(result),
            EdgeReasoning = DetailsBody.Of(result, request.IsVote),
        };
    }

    /// <summary>A call. Its id is the request's, so that no two are alike in a conversation.</summary>
    public ToolCallBody Call(ToolCall call, int choice, int index) => new()
    {
        Id = FormattableString.Invariant($"call_{id}_{choice}_{index}"),
        Type = "function",
        Function = new CalledFunctionBody(call.Name, call.Arguments.GetRawText()),
    };

    public CompletionBody Piece(int index, ReplyBody delta) => Chunk([new ChoiceBody { Index = index, Delta = delta }]);

    public CompletionBody End(int index, Trace trace) =>
        Chunk([new ChoiceBody { Index = index, Delta = new ReplyBody(), FinishReason = FinishReason(trace), EdgeReasoning = About(trace) }]);

    public CompletionBody Sum(ReasoningResult result) =>
        Chunk([]) with { Usage = UsageBody.Of(result), EdgeReasoning = DetailsBody.Of(result, request.IsVote) };

    private CompletionBody Chunk(IReadOnlyList<ChoiceBody> choices) =>
        new() { Id = id, Object = "chat.completion.chunk", Created = created, Model = request.Model.Name, Choices = choices };

    private ReplyBody Message(Trace trace, int choice)
    {
        string text = request.Stops.Cut(trace);
        return new ReplyBody
        {
            Role = "assistant",
            ReasoningContent = trace.Thinking.Length == 0 ? null : trace.Thinking,
            Content = text.Length == 0 && trace.ToolCalls.Count > 0 ? null : text,
            ToolCalls = trace.ToolCalls.Count == 0 ? null : [.. trace.ToolCalls.Select((call, index) => Call(call, choice, index))],
        };
    }

    // OpenAI's own clients know these and fail on others.
    private static string FinishReason(Trace trace) => trace.StopReason is StopReason.Limit or StopReason.Deadline or StopReason.Energy ? "length" : trace.ToolCalls.Count > 0 ? "tool_calls" : "stop";

    private static TraceBody About(Trace trace) => new(Name(trace.StopReason), trace.ThinkingStop is { } thinking ? Name(thinking) : null, trace.Extracted?.Normalized);

    private static string Name(StopReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
