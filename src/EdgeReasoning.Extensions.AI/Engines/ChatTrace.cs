using System.Text;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>One reply of a chat client, as it comes.</summary>
internal sealed class ChatTrace(int index, ulong seed, bool sendsSeed)
{
    private readonly StringBuilder _thinking = new();
    private readonly StringBuilder _answer = new();
    private readonly UsageDetails _usage = new();
    private ChatFinishReason? _finish;

    /// <summary>Why the reply ended, as far as the client tells.</summary>
    public StopReason Reason =>
        _finish == ChatFinishReason.Length ? StopReason.Limit
        : _finish == ReasoningFinishReasons.Deadline ? StopReason.Deadline
        : _finish == ChatFinishReason.ContentFilter ? StopReason.Policy
        : StopReason.Natural;

    /// <summary>Reads the reply to its end.</summary>
    public async Task ReadAsync(IChatClient client, ChatCall call, Action<ReasoningUpdate> publish, CancellationToken cancellationToken)
    {
        ChatOptions options = call.Options.Clone();
        if (sendsSeed) options.Seed = unchecked((long)seed);
        await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(call.Messages, options, cancellationToken).ConfigureAwait(false))
        {
            _finish = update.FinishReason ?? _finish;
            foreach (AIContent content in update.Contents)
            {
                if (content is UsageContent usage) _usage.Add(usage.Details);
                else if (content is TextReasoningContent { Text: { Length: > 0 } thought }) Take(_thinking, ReasoningUpdateKind.Thinking, thought, publish);
                else if (content is TextContent { Text: { Length: > 0 } said }) Take(_answer, ReasoningUpdateKind.Answer, said, publish);
            }
        }

        // A client that does not heed its token must not look as if it had answered in time.
        cancellationToken.ThrowIfCancellationRequested();
    }

    public Trace ToTrace(StopReason reason, ReasoningTiming timing)
    {
        int output = (int)(_usage.OutputTokenCount ?? 0), thinking = (int)(_usage.ReasoningTokenCount ?? 0);
        return new Trace
        {
            Index = index,
            Thinking = _thinking.ToString().Trim(),
            Answer = _answer.ToString().Trim(),
            Tokens = [],
            Usage = new TokenUsage((int)(_usage.InputTokenCount ?? 0), thinking, Math.Max(0, output - thinking), 0, 0, 0),
            Timing = timing,
            StopReason = reason,
            ThinkingStop = _thinking.Length == 0 || _answer.Length == 0 ? null : _finish == ReasoningFinishReasons.ThinkingBudget ? StopReason.Limit : StopReason.Natural,
            Seed = seed,
        };
    }

    private void Take(StringBuilder text, ReasoningUpdateKind kind, string piece, Action<ReasoningUpdate> publish)
    {
        text.Append(piece);
        publish(new ReasoningUpdate { Kind = kind, TraceIndex = index, Text = piece });
    }
}
