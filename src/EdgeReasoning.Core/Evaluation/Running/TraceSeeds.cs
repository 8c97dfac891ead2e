using System.Text;
using EdgeReasoning.Inference.Sampling;

namespace EdgeReasoning.Evaluation;

/// <summary>
/// Seeds of traces, so that any of them can be sampled again alone, in any order. The engine draws the seed of a request's trace i as output i of
/// SplitMix64, whose state is a counter: a request that begins its counter later has the later traces of the same sequence.
/// </summary>
internal static class TraceSeeds
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The seed of a request whose first trace is to be that sample.</summary>
    public static ulong OfRequest(ulong runSeed, in CellKey cell, string question, int firstSample)
    {
        // Not of the model: two quantisations draw the same numbers, which takes chance out of their difference.
        ulong hash = Fnv1a($"{question}\n{cell.Budget}\n{cell.Sampling}");
        return SplitMix64.At(runSeed, hash) + (ulong)firstSample * Step;
    }

    private static ulong Fnv1a(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(text)) hash = (hash ^ value) * 0x100000001B3;
        return hash;
    }
}
