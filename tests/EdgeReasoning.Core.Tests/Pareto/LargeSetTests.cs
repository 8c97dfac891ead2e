using NUnit.Framework;

namespace EdgeReasoning.Pareto;

/// <summary>Sets large enough for the sample filter and the radix sort, against a scan for the front.</summary>
public sealed class LargeSetTests
{
    [Test]
    public void Front_ManyPoints_IsWhatAScanFinds(
        [Values(2, 3, 4)] int dimensions, [Values("cube", "grid7", "grid300", "simplex", "infinite")] string kind, [Values] TieRule ties)
    {
        double[][] points = new SplitMix64(21).Points(kind == "infinite" ? "grid40" : kind, 6000, dimensions);
        if (kind == "infinite")
            points = [.. points.Select(point => point.Select(value => value is 0 ? double.NegativeInfinity : value > 35 ? double.PositiveInfinity : 20 - value).ToArray())];
        Assert.That(NonDominated.Front(points, ties: ties), Is.EqualTo(Scan(points, ties)));
    }

    [Test]
    public void Sort_SignsAndInfinities_AreInOrder()
    {
        var random = new SplitMix64(5);
        double[] keys = [.. Enumerable.Range(0, 3000).Select(i => (i % 7) switch
        {
            0 => double.NegativeInfinity,
            1 => double.PositiveInfinity,
            2 => 0,
            3 => double.Epsilon,
            _ => (random.NextUnit() - 0.5) * Math.Pow(10, i % 40),
        })];
        double[] before = [.. keys];
        int[] items = [.. Enumerable.Range(0, keys.Length)];
        RadixSort.Sort(keys, items);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(keys, Is.Ordered);
            Assert.That(items.Select(i => before[i]), Is.EqualTo(keys));
            Assert.That(items.Order(), Is.EqualTo(Enumerable.Range(0, keys.Length)));
        }
    }

    [Test]
    public void StaircaseTree_ManyChanges_StaysInOrder()
    {
        // Against a sorted list: floor, order and points after each of many insertions, replacements and removals.
        var tree = new StaircaseTree();
        var list = new SortedList<double, double>();
        var random = new SplitMix64(8);
        for (int i = 0; i < 5000; i++)
        {
            (double x, double y) = (Math.Round(random.NextUnit(), 3), Math.Round(random.NextUnit() * (1 - (i / 6000.0)), 3));
            bool isCovered = list.Any(point => point.Key <= x && point.Value <= y);
            Assert.That(tree.Covers(x, y), Is.EqualTo(isCovered));
            if (isCovered)
                continue;
            foreach (double covered in list.Where(point => point.Key >= x && point.Value >= y).Select(point => point.Key).ToArray())
                list.Remove(covered);
            list.Add(x, y);
            tree.Add(x, y);
            Assert.That(Walk(tree), Is.EqualTo(list.Select(point => (point.Key, point.Value))));
        }
    }

    private static IEnumerable<(double X, double Y)> Walk(StaircaseTree tree)
    {
        for (int node = tree.First; node >= 0; node = tree.Next(node))
            yield return (tree.X(node), tree.Y(node));
    }

    private static int[] Scan(double[][] points, TieRule ties)
    {
        var front = new List<int>();
        for (int i = 0; i < points.Length; i++)
        {
            if (front.Exists(member => BruteForce.Dominates(points[member], points[i])
                || (ties == TieRule.KeepFirst && points[member].AsSpan().SequenceEqual(points[i]))))
            {
                continue;
            }

            front.RemoveAll(member => BruteForce.Dominates(points[i], points[member]));
            front.Add(i);
        }

        return [.. front];
    }
}
