namespace EdgeReasoning.Performance;

/// <summary>
/// The artifact's direct decode curve: <c>joules per token = max(0, JoulesPerLogToken · ln(reply) + Joules)</c>. The library prices
/// by power times seconds instead; this is here to reproduce the artifact and to show where it errs.
/// </summary>
/// <param name="JoulesPerLogToken">Joules per token that each e-fold of reply tokens adds.</param>
/// <param name="Joules">Joules per token at one reply token.</param>
/// <param name="Basis">Which tokens it is multiplied by.</param>
public sealed record LogEnergyPerToken(double JoulesPerLogToken, double Joules, TokenBasis Basis = TokenBasis.PromptAndReply)
{
    /// <summary>Joules of a decode.</summary>
    /// <param name="promptTokens">Tokens of the prompt, from 0.</param>
    /// <param name="replyTokens">Tokens of the reply, from 1.</param>
    public double PredictJoules(int promptTokens, int replyTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(promptTokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(replyTokens, 1);
        int tokens = Basis == TokenBasis.ReplyOnly ? replyTokens : promptTokens + replyTokens;
        return Math.Max(0, (JoulesPerLogToken * Math.Log(replyTokens)) + Joules) * tokens;
    }
}
