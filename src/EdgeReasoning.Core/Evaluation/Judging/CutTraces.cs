using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>Cuts stored traces as a server does that stops at its limit of tokens: nothing is closed, and no answer is forced.</summary>
internal static class CutTraces
{
    /// <summary>The trace as it is where it fits; else its first tokens, without an answer.</summary>
    public static StoredTrace Cut(StoredTrace stored, int tokens)
    {
        Trace trace = stored.Trace;
        TokenUsage usage = trace.Usage;
        if (usage.OutputTokens <= tokens) return stored;
        int markers = Math.Min(usage.MarkerTokens, tokens), thinking = Math.Min(usage.ThinkingTokens, tokens - markers);
        return stored with
        {
            Trace = trace with
            {
                Answer = "",
                Tokens = First(trace.Tokens, tokens)!,
                LogProbabilities = First(trace.LogProbabilities, tokens),
                Confidences = First(trace.Confidences, tokens),
                Usage = usage with
                {
                    ThinkingTokens = thinking,
                    MarkerTokens = markers,
                    AnswerTokens = tokens - markers - thinking,
                    ProbeTokens = (int)((long)usage.ProbeTokens * tokens / usage.OutputTokens),
                },
                StopReason = StopReason.Limit,
            },
        };
    }

    private static T[]? First<T>(IReadOnlyList<T>? list, int count) => list is null ? null : [.. list.Take(count)];
}
