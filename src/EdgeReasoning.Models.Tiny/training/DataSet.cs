using System.Runtime.InteropServices;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.Models.Tiny.Training.Traces;

namespace EdgeReasoning.Models.Tiny.Training;

/// <summary>Writes examples for the trainer: <c>NAME.tokens</c> (16-bit, the weight's class in the four highest bits) and <c>NAME.index</c>
/// (64-bit: start, length, length of the prompt and steps of each).</summary>
internal static class DataSet
{
    public static void Write(string folder, string name, StorySplit split, int count, Func<StoryProblem, Random, Example> write)
    {
        using FileStream tokens = File.Create(Path.Combine(folder, name + ".tokens"));
        using FileStream index = File.Create(Path.Combine(folder, name + ".index"));
        long start = 0;
        for (int i = 0; i < count; i++)
        {
            Example example = write(Stories.Create(split, i), new Random(i));
            ushort[] packed = [.. example.Packed()];
            long[] row = [start, packed.Length, example.PromptLength, example.Steps];
            tokens.Write(MemoryMarshal.AsBytes(packed.AsSpan()));
            index.Write(MemoryMarshal.AsBytes(row.AsSpan()));
            start += packed.Length;
        }

        Console.WriteLine($"{name}: {count} examples, {start} tokens");
    }
}
