using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server.Requests;
using EdgeReasoning.Server.Wire;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Replies;

/// <summary>Turns an engine's updates into chunks. Where traces vote, nothing is known to be the reply before the vote is over, so it comes in one piece then.</summary>
internal sealed class ReplyStream(ChatRequest request, ReplyShape shape, SseWriter writer)
{
    private readonly Dictionary<int, ReplyTexts> _texts = [];

    /// <summary>Writes what an update brings.</summary>
    public async Task WriteAsync(ReasoningUpdate update)
    {
        switch (update.Kind)
        {
            case ReasoningUpdateKind.Thinking when !request.IsVote:
                await PieceAsync(update.TraceIndex, (await BeginAsync(update.TraceIndex).ConfigureAwait(false)).Thinking.Next(update.Text), "").ConfigureAwait(false);
                break;
            case ReasoningUpdateKind.Answer when !request.IsVote:
                await PieceAsync(update.TraceIndex, "", (await BeginAsync(update.TraceIndex).ConfigureAwait(false)).Answer.Next(update.Text)).ConfigureAwait(false);
                break;
            case ReasoningUpdateKind.ToolCall when !request.IsVote:
                await CallAsync(update.TraceIndex, await BeginAsync(update.TraceIndex).ConfigureAwait(false), update.ToolCall!).ConfigureAwait(false);
                break;
            case ReasoningUpdateKind.TraceFinished when !request.IsVote:
                await EndAsync(update.TraceIndex, update.Trace!).ConfigureAwait(false);
                break;
            case ReasoningUpdateKind.Finished:
                ReasoningResult result = update.Result!;
                if (request.IsVote) await EndAsync(0, result.Chosen).ConfigureAwait(false);
                if (request.IncludeUsage) await writer.WriteAsync(shape.Sum(result)).ConfigureAwait(false);
                await writer.WriteDoneAsync().ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask<ReplyTexts> BeginAsync(int index)
    {
        if (_texts.TryGetValue(index, out ReplyTexts? texts)) return texts;
        await writer.WriteAsync(shape.Piece(index, new ReplyBody { Role = "assistant", Content = "" })).ConfigureAwait(false);
        return _texts[index] = new ReplyTexts(request);
    }

    private async Task PieceAsync(int index, string thinking, string answer)
    {
        if (thinking.Length > 0) await writer.WriteAsync(shape.Piece(index, new ReplyBody { ReasoningContent = thinking })).ConfigureAwait(false);
        if (answer.Length > 0) await writer.WriteAsync(shape.Piece(index, new ReplyBody { Content = answer })).ConfigureAwait(false);
    }

    private async Task CallAsync(int index, ReplyTexts texts, ToolCall call)
    {
        await PieceAsync(index, "", texts.Answer.Release()).ConfigureAwait(false);
        await writer.WriteAsync(shape.Piece(index, new ReplyBody { ToolCalls = [shape.Call(call, index, texts.Calls) with { Index = texts.Calls }] })).ConfigureAwait(false);
        texts.Calls++;
    }

    /// <summary>Writes what is still missing, and why it ended.</summary>
    private async Task EndAsync(int index, Trace trace)
    {
        ReplyTexts texts = await BeginAsync(index).ConfigureAwait(false);
        await PieceAsync(index, texts.Thinking.Rest(trace.Thinking), texts.Answer.Rest(request.Stops.Cut(trace))).ConfigureAwait(false);
        foreach (ToolCall call in trace.ToolCalls.Skip(texts.Calls)) await CallAsync(index, texts, call).ConfigureAwait(false);
        await writer.WriteAsync(shape.End(index, trace)).ConfigureAwait(false);
    }
}
