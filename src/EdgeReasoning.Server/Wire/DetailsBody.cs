using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Server.Wire;

/// <summary>What OpenAI's reply has no words for.</summary>
/// <param name="Seed">From which the traces' seeds were drawn; the same gives the same again.</param>
/// <param name="Traces">Traces that were sampled, those included that were outvoted.</param>
/// <param name="Votes">Every answer with its votes, the winner first; null where one reply was asked for, or several.</param>
/// <param name="Tokens">Tokens of all traces.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record DetailsBody(ulong Seed, int Traces, IReadOnlyList<VoteBody>? Votes, TokensBody Tokens, SecondsBody Seconds)
{
    public static DetailsBody Of(ReasoningResult result, bool isVote) => new(
        result.Seed,
        result.Traces.Count,
        isVote ? [.. result.Vote.Counts.Select(count => new VoteBody(count.Answer, count.Votes))] : null,
        new(result.Usage.ThinkingTokens, result.Usage.AnswerTokens, result.Usage.MarkerTokens, result.Usage.ForcedTokens, result.Usage.ProbeTokens),
        new(result.Timing.Queue.TotalSeconds, result.Timing.Prefill.TotalSeconds, result.Timing.TimeToFirstToken.TotalSeconds, result.Timing.Total.TotalSeconds));
}
