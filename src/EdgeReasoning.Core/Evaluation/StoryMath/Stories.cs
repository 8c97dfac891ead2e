using System.Text;
using EdgeReasoning.Inference.Sampling;

namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>
/// StoryMath: short stories of people who find, lose, give, double, halve and share things, with events that do not matter, and a question
/// about one of the people. 2 to 16 steps, 2 to 4 twice as frequent as any other number; numbers of up to three digits. Made by a seeded
/// generator: the same split and index are the same problem everywhere.
/// </summary>
public static class Stories
{
    private const int Buckets = 64;

    // As in what people ask, short ones are more frequent.
    private static readonly int[] s_steps = [2, 2, 3, 3, 4, 4, .. Enumerable.Range(5, 12)];

    /// <summary>Makes one problem.</summary>
    /// <param name="split">The part it is to belong to.</param>
    /// <param name="index">Which of that part's problems, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative, or <paramref name="split"/> is none of the parts.</exception>
    public static StoryProblem Create(StorySplit split, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (!Enum.IsDefined(split)) throw new ArgumentOutOfRangeException(nameof(split), split, "Take Train, Dev or Test.");
        ulong seed = SplitMix64.At((ulong)split, (ulong)index);
        int steps = s_steps[SplitMix64.At(seed, 0) % (ulong)s_steps.Length];
        for (ulong attempt = 1; ; attempt++)
        {
            StoryDraft? draft = StoryDraft.TryWrite(new StoryRandom(SplitMix64.At(seed, attempt)), steps);
            if (draft is not null && SplitOf(draft.Text) == split) return draft.ToProblem(split, index);
        }
    }

    /// <summary>The first problems of one part.</summary>
    /// <param name="split">The part.</param>
    /// <param name="count">How many, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or <paramref name="split"/> is none of the parts.</exception>
    public static IReadOnlyList<StoryProblem> Take(StorySplit split, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Enumerable.Range(0, count).Select(index => Create(split, index))];
    }

    /// <summary>The part that a question belongs to, whoever made it.</summary>
    /// <param name="question">The story with its question, without choices.</param>
    public static StorySplit SplitOf(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        // FNV-1a, mixed once more since its low bits are weak.
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(question)) hash = (hash ^ value) * 0x100000001B3;
        return (SplitMix64.At(hash, 0) % Buckets) switch
        {
            0 => StorySplit.Test,
            1 => StorySplit.Dev,
            _ => StorySplit.Train,
        };
    }
}
