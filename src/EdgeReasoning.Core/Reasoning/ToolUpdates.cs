using System.Runtime.CompilerServices;
using EdgeReasoning.Answers.ToolCalls;

namespace EdgeReasoning.Reasoning;

/// <summary>A stream of updates in which calls stand in the place of the text that they were written as.</summary>
internal static class ToolUpdates
{
    public static async IAsyncEnumerable<ReasoningUpdate> Of(IAsyncEnumerable<ReasoningUpdate> updates, Func<ToolReplies> tools, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var readers = new Dictionary<int, ToolCallReader>();
        await foreach (ReasoningUpdate update in updates.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<ReplyPart> parts = [];
            if (update.Kind == ReasoningUpdateKind.Answer)
            {
                if (!readers.TryGetValue(update.TraceIndex, out ToolCallReader? reader)) readers[update.TraceIndex] = reader = tools().Open();
                parts = reader.Next(update.Text);
            }
            else if (update.Kind == ReasoningUpdateKind.TraceFinished && readers.Remove(update.TraceIndex, out ToolCallReader? ended))
            {
                parts = ended.Complete();
            }

            foreach (ReplyPart part in parts)
            {
                yield return part.Call is { } call
                    ? new ReasoningUpdate { Kind = ReasoningUpdateKind.ToolCall, TraceIndex = update.TraceIndex, ToolCall = call }
                    : new ReasoningUpdate { Kind = ReasoningUpdateKind.Answer, TraceIndex = update.TraceIndex, Text = part.Text };
            }

            if (update.Kind != ReasoningUpdateKind.Answer) yield return update;
        }
    }
}
