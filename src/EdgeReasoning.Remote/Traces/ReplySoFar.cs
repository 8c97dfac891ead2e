using System.Text;
using EdgeReasoning.Remote.Wire;
using EdgeReasoning.Statistics;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Remote.Traces;

/// <summary>What has come of one trace.</summary>
/// <remarks>Servers send a piece for each token, or for a few: where they give no count, pieces are counted.</remarks>
internal sealed class ReplySoFar
{
    private readonly List<double> _gaps = [];
    private TimeSpan? _last;

    public StringBuilder Thinking { get; } = new();

    public StringBuilder Answer { get; } = new();

    public int ThinkingPieces { get; private set; }

    public int AnswerPieces { get; private set; }

    public TimeSpan? FirstAt { get; private set; }

    /// <summary>What the server has counted, of the request that ended by itself.</summary>
    public RemoteUsage? Usage { get; set; }

    /// <summary>What it said why it stopped; null for nothing.</summary>
    public ReplyPiece End { get; set; }

    public bool IsEmpty => ThinkingPieces + AnswerPieces == 0;

    public void Count(bool thinking, TimeSpan now)
    {
        if (thinking) ThinkingPieces++;
        else AnswerPieces++;
        FirstAt ??= now;
        if (_last is { } last) _gaps.Add((now - last).TotalSeconds);
        _last = now;
    }

    /// <summary>Mean seconds of a piece; null before the second.</summary>
    public double? SecondsPerPiece => _gaps.Count == 0 ? null : Descriptive.Mean(_gaps.ToArray());

    public InterTokenLatency? InterToken()
    {
        if (_gaps.Count == 0) return null;
        double[] gaps = [.. _gaps], at = Descriptive.Percentiles(gaps, [50, 90, 99, 100]);
        return new InterTokenLatency(gaps.Length, TimeSpan.FromSeconds(Descriptive.Mean(gaps)), TimeSpan.FromSeconds(at[0]), TimeSpan.FromSeconds(at[1]), TimeSpan.FromSeconds(at[2]), TimeSpan.FromSeconds(at[3]));
    }

    /// <summary>Tokens: the server's count where it gives one, with the thinking's share by its own count or by pieces.</summary>
    /// <param name="thinkingWasCut">Whether the count is that of the continued reply, which is the answer alone.</param>
    public TokenUsage Tokens(bool thinkingWasCut)
    {
        if (Usage is not { } usage) return new TokenUsage(0, ThinkingPieces, AnswerPieces, 0, 0, 0);
        if (thinkingWasCut) return new TokenUsage(usage.PromptTokens, ThinkingPieces, usage.CompletionTokens, 0, 0, 0);
        int pieces = Math.Max(1, ThinkingPieces + AnswerPieces);
        int thinking = usage.ReasoningTokens ?? (int)Math.Round((double)usage.CompletionTokens * ThinkingPieces / pieces);
        thinking = Math.Min(thinking, usage.CompletionTokens);
        return new TokenUsage(usage.PromptTokens, thinking, usage.CompletionTokens - thinking, 0, 0, 0);
    }

    /// <summary>Forgets what a failed attempt has brought.</summary>
    public void Clear(bool keepThinking)
    {
        Answer.Clear();
        AnswerPieces = 0;
        Usage = null;
        End = default;
        if (keepThinking) return;
        Thinking.Clear();
        ThinkingPieces = 0;
    }
}
