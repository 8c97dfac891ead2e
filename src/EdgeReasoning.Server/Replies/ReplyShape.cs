using System.Text.Json;
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
                Message = new ReplyBody
                {
                    Role = "assistant",
                    ReasoningContent = trace.Thinking.Length == 0 ? null : trace.Thinking,
                    Content = ReplyText.Cut(trace.Answer, request.Stops),
                },
                FinishReason = FinishReason(trace),
                EdgeReasoning = About(trace),
            })],
            Usage = UsageBody.Of(result),
            EdgeReasoning = DetailsBody.Of(result, request.IsVote),
        };
    }

    public CompletionBody Piece(int index, ReplyBody delta) => Chunk([new ChoiceBody { Index = index, Delta = delta }]);

    public CompletionBody End(int index, Trace trace) =>
        Chunk([new ChoiceBody { Index = index, Delta = new ReplyBody(), FinishReason = FinishReason(trace), EdgeReasoning = About(trace) }]);

    public CompletionBody Sum(ReasoningResult result) =>
        Chunk([]) with { Usage = UsageBody.Of(result), EdgeReasoning = DetailsBody.Of(result, request.IsVote) };

    private CompletionBody Chunk(IReadOnlyList<ChoiceBody> choices) =>
        new() { Id = id, Object = "chat.completion.chunk", Created = created, Model = request.Model.Name, Choices = choices };

    // OpenAI's own clients know these two and fail on others.
    private static string FinishReason(Trace trace) => trace.StopReason is StopReason.Limit or StopReason.Deadline or StopReason.Energy ? "length" : "stop";

    private static TraceBody About(Trace trace) => new(Name(trace.StopReason), trace.ThinkingStop is { } thinking ? Name(thinking) : null, trace.Extracted?.Normalized);

    private static string Name(StopReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
