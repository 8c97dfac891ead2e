using EdgeReasoning.Reasoning;
using EdgeReasoning.Server.Requests;
using EdgeReasoning.Server.Wire;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Replies;

/// <summary>Turns an engine's updates into chunks. Where traces vote, nothing is known to be the reply before the vote is over, so it comes in one piece then.</summary>
internal sealed class ReplyStream(ChatRequest request, ReplyShape shape, SseWriter writer)
{
    private readonly Dictionary<int, (ReplyText Thinking, ReplyText Answer)> _texts = [];

    /// <summary>Writes what an update brings.</summary>
    public async Task WriteAsync(ReasoningUpdate update)
    {
        switch (update.Kind)
        {
            case ReasoningUpdateKind.Thinking when !request.IsVote:
                await PieceAsync(update.TraceIndex, (await BeginAsync(update.TraceIndex).ConfigureAwait(false)).Thinking.Add(update.Text), null).ConfigureAwait(false);
                break;
            case ReasoningUpdateKind.Answer when !request.IsVote:
                (ReplyText thinking, ReplyText answer) = await BeginAsync(update.TraceIndex).ConfigureAwait(false);
                await PieceAsync(update.TraceIndex, thinking.Complete(), answer.Add(update.Text)).ConfigureAwait(false);
                break;
            case ReasoningUpdateKind.TraceFinished when !request.IsVote:
                await EndAsync(update.TraceIndex, update.Trace!).ConfigureAwait(false);
                break;
            case ReasoningUpdateKind.Finished:
                ReasoningResult result = update.Result!;
                if (request.IsVote)
                {
                    (ReplyText winnersThinking, ReplyText winnersAnswer) = await BeginAsync(0).ConfigureAwait(false);
                    await PieceAsync(0, winnersThinking.Add(result.Chosen.Thinking), null).ConfigureAwait(false);
                    await PieceAsync(0, winnersThinking.Complete(), winnersAnswer.Add(result.Chosen.Answer)).ConfigureAwait(false);
                    await EndAsync(0, result.Chosen).ConfigureAwait(false);
                }

                if (request.IncludeUsage) await writer.WriteAsync(shape.Sum(result)).ConfigureAwait(false);
                await writer.WriteDoneAsync().ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask<(ReplyText Thinking, ReplyText Answer)> BeginAsync(int index)
    {
        if (_texts.TryGetValue(index, out (ReplyText Thinking, ReplyText Answer) texts)) return texts;
        await writer.WriteAsync(shape.Piece(index, new ReplyBody { Role = "assistant", Content = "" })).ConfigureAwait(false);
        return _texts[index] = (new ReplyText([]), new ReplyText(request.Stops));
    }

    private async Task PieceAsync(int index, string thinking, string? answer)
    {
        if (thinking.Length > 0) await writer.WriteAsync(shape.Piece(index, new ReplyBody { ReasoningContent = thinking })).ConfigureAwait(false);
        if (answer is { Length: > 0 }) await writer.WriteAsync(shape.Piece(index, new ReplyBody { Content = answer })).ConfigureAwait(false);
    }

    private async Task EndAsync(int index, Trace trace)
    {
        (ReplyText thinking, ReplyText answer) = await BeginAsync(index).ConfigureAwait(false);
        await PieceAsync(index, thinking.Complete(), answer.Complete()).ConfigureAwait(false);
        await writer.WriteAsync(shape.End(index, trace)).ConfigureAwait(false);
    }
}
