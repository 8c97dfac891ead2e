using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Chooses how sequences lie in KV memory.</summary>
/// <remarks>
/// A step attends, for each of n sequences with a prompt of P and a reply of L tokens, over P + L cells in separate streams, and over
/// P + n·L cells in one pool. Separate streams pay for that by holding the prompt n times. So the pool is taken where replies are so short
/// that it attends over at most <see cref="Tolerated"/> times as many cells.
/// </remarks>
internal static class KvLayoutRule
{
    private const double Tolerated = 1.5;

    public static KvLayout Choose(int promptTokens, int replyTokens, int sequences)
    {
        double pooled = promptTokens + (double)sequences * replyTokens, separate = (double)promptTokens + replyTokens;
        return sequences > 1 && pooled <= Tolerated * separate ? KvLayout.Unified : KvLayout.Separate;
    }
}
