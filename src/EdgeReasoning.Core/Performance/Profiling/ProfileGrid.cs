using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>The requests that are measured: every layout with every prompt with every number of sequences.</summary>
/// <param name="Layouts">KV layouts; the first is the profile's own.</param>
/// <param name="PromptTokens">Prompts in tokens, rising.</param>
/// <param name="ReplyTokens">Tokens of each reply.</param>
/// <param name="SequenceCounts">Numbers of sequences, rising from 1.</param>
/// <param name="VariesPrompts">Whether prompts are varied from round to round, so that lengths between are measured too.</param>
public sealed record ProfileGrid(
    IReadOnlyList<KvLayout> Layouts, IReadOnlyList<int> PromptTokens, int ReplyTokens, IReadOnlyList<int> SequenceCounts, bool VariesPrompts)
{
    internal const int LeastPromptTokens = 64;
    internal const int LeastReplyTokens = 4;

    /// <summary>Share by which a prompt may be shorter than its place in the grid.</summary>
    private const double Variation = 0.2;

    /// <summary>The prompt of one round. The first round has the grid's own.</summary>
    internal int PromptOf(int level, int round, int seed)
    {
        int tokens = PromptTokens[level];
        return !VariesPrompts || round == 0
            ? tokens
            : Math.Max(2, (int)Math.Round(tokens * (1 - (Variation * new Random(HashCode(seed, level, round)).NextDouble()))));
    }

    // Not System.HashCode, which differs from process to process.
    internal static int HashCode(int seed, int first, int second) => unchecked((((seed * 16777619) ^ first) * 16777619) ^ second);
}
