using EdgeReasoning.Inference.Sampling;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference.Sampling;

public sealed class SelectionTests
{
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool BringToFront_AnyKeys_HasTheSmallestFirst(int seed)
    {
        var random = new Random(seed);
        ulong[] keys = Distinct(random, random.Next(1, 2000));
        int count = random.Next(keys.Length + 1);
        ulong[] expected = [.. keys.Order().Take(count)];
        Selection.BringToFront(keys, count);
        return keys.Take(count).Order().SequenceEqual(expected);
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool BringMassToFront_AnyWeights_HasTheFewestThatReachIt(int seed)
    {
        var random = new Random(seed);
        ulong[] keys = Distinct(random, random.Next(1, 2000));
        // Whole numbers, so that sums are exact in any order.
        var weightOf = keys.ToDictionary(key => key, _ => (double)random.Next(100));
        double[] weights = [.. keys.Select(key => weightOf[key])];
        double target = random.NextDouble() * 1.1 * weights.Sum();

        ulong[] sorted = [.. keys.Order()];
        int expected = 0;
        double sum = 0;
        while (expected < sorted.Length)
        {
            sum += weightOf[sorted[expected++]];
            if (sum >= target) break;
        }

        int count = Selection.BringMassToFront(keys, weights, target);
        return count == expected
            && keys[count - 1] == sorted[count - 1]
            && keys.Take(count).Order().SequenceEqual(sorted.Take(count))
            && keys.Zip(weights).All(pair => weightOf[pair.First] == pair.Second);
    }

    [Test]
    public void BringToFront_OrderedKeys_HasTheSmallestFirst([Values(0, 1, 2000, 4095, 4096)] int count)
    {
        ulong[] ascending = [.. Enumerable.Range(0, 4096).Select(i => (ulong)i)];
        ulong[] organPipe = [.. ascending.Where(i => i % 2 == 0), .. ascending.Where(i => i % 2 == 1).Reverse()];
        foreach (ulong[] keys in new[] { [.. ascending], [.. ascending.Reverse()], organPipe })
        {
            Selection.BringToFront(keys, count);
            Assert.That(keys.Take(count).Order(), Is.EqualTo(ascending.Take(count)));
        }
    }

    private static ulong[] Distinct(Random random, int count)
    {
        ulong[] keys = [.. Enumerable.Range(0, count).Select(i => ((ulong)random.Next(50) << 32) | (uint)i)];
        random.Shuffle(keys);
        return keys;
    }
}
