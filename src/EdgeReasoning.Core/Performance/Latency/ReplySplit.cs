namespace EdgeReasoning.Performance;

/// <summary>A number of reply tokens, split into thinking and answer.</summary>
/// <param name="ThinkingTokens">Tokens for thinking.</param>
/// <param name="AnswerTokens">Tokens kept for the answer.</param>
public readonly record struct ReplySplit(int ThinkingTokens, int AnswerTokens)
{
    /// <summary>Keeps <paramref name="answerReserve"/> tokens for the answer, or all there are; thinking gets the rest.</summary>
    /// <param name="replyTokens">Tokens in all, from 0.</param>
    /// <param name="answerReserve">Tokens to keep, from 0.</param>
    public static ReplySplit Reserve(int replyTokens, int answerReserve)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replyTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(answerReserve);
        int answer = Math.Min(replyTokens, answerReserve);
        return new ReplySplit(replyTokens - answer, answer);
    }
}
