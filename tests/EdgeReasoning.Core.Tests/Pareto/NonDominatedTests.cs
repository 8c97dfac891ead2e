using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class NonDominatedTests
{
    [Test]
    public void SplitMix64_SeedZero_GivesTheKnownFirstOutput() =>
        Assert.That(new SplitMix64(0).Next(), Is.EqualTo(0xe220a8397b1dcdaf));

    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.Fixed))]
    public void Front_GoldenSet_IsExact(JsonElement set)
    {
        double[][] points = set.Points("points");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(NonDominated.Front(points), Is.EqualTo(set.Integers("front")));
            Assert.That(NonDominated.Front(points, ties: TieRule.KeepFirst), Is.EqualTo(set.Integers("frontDistinct")));
            Assert.That(NonDominated.Ranks(points), Is.EqualTo(set.Integers("ranks")));
        }
    }

    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.Generated))]
    public void Front_GeneratedSet_IsExact(JsonElement set)
    {
        double[][] points = new SplitMix64(set.GetProperty("seed").GetUInt64())
            .Points(set.GetProperty("kind").GetString()!, set.GetProperty("n").GetInt32(), set.GetProperty("d").GetInt32());
        IReadOnlyList<int> front = NonDominated.Front(points);
        IReadOnlyList<int> ranks = NonDominated.Ranks(points);
        int[] first = set.Integers("firstFront");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(front, Has.Count.EqualTo(set.GetProperty("front").GetInt32()));
            Assert.That(front.Take(first.Length), Is.EqualTo(first));
            Assert.That(front.Sum(), Is.EqualTo(set.GetProperty("sumFrontIdx").GetInt32()));
            Assert.That(NonDominated.Front(points, ties: TieRule.KeepFirst), Has.Count.EqualTo(set.GetProperty("frontDistinct").GetInt32()));
            Assert.That(ranks.Max(), Is.EqualTo(set.GetProperty("maxRank").GetInt32()));
            Assert.That(ranks.Sum(), Is.EqualTo(set.GetProperty("sumRanks").GetInt32()));
        }
    }

    [Test]
    public void Front_NaN_IsLeftOut()
    {
        double[][] points = [[1, 2], [double.NaN, 0], [0, double.NaN], [2, 3]];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(NonDominated.Front(points), Is.EqualTo(new[] { 0 }));
            Assert.That(NonDominated.Ranks(points), Is.EqualTo(new[] { 0, -1, -1, 1 }));
            Assert.That(NonDominated.Crowding(points)[1], Is.NaN);
        }
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Front_Infinities_AreOrdinaryValues(int dimensions)
    {
        double[] Point(double first, double last) => [first, .. Enumerable.Repeat(0.0, dimensions - 2), last];
        double infinity = double.PositiveInfinity;
        double[][] points = [Point(1, infinity), Point(2, infinity), Point(-infinity, infinity), Point(infinity, -infinity), Point(infinity, 5)];
        Assert.That(NonDominated.Front(points), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void Front_NoPoints_IsEmpty() => Assert.That(NonDominated.Front([]), Is.Empty);

    [Test]
    public void Front_OneAxis_IsTheBestWithItsEquals() =>
        Assert.That(NonDominated.Front([[3], [1], [2], [1]]), Is.EqualTo(new[] { 1, 3 }));

    [Test]
    public void Front_BadInput_SaysWhatIsWrong()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => NonDominated.Front([[]]), Throws.ArgumentException.With.Message.Contains("at least one objective"));
            Assert.That(() => NonDominated.Front([[1, 2], [1]]), Throws.ArgumentException.With.Message.Contains("Point 1 has 1 values where 2"));
            Assert.That(() => NonDominated.Front([[1, 2], null!]), Throws.ArgumentException.With.Message.Contains("Point 1 is null"));
            Assert.That(() => NonDominated.Front([[1, 2]], [Direction.Maximize]), Throws.ArgumentException.With.Message.Contains("1 directions for 2"));
            Assert.That(() => NonDominated.Front(null!), Throws.ArgumentNullException);
        }
    }

    [Test]
    public void Crowding_EvenLine_GivesEachInnerPointTheSameGap()
    {
        // Spacing 1 on both axes of length 4: (2/4) + (2/4) for each inner point.
        IReadOnlyList<double> crowding = NonDominated.Crowding([[0, 4], [1, 3], [2, 2], [3, 1], [4, 0]]);
        Assert.That(crowding, Is.EqualTo(new[] { double.PositiveInfinity, 1, 1, 1, double.PositiveInfinity }));
    }

    [Test]
    public void Crowding_InfiniteAndConstantAxes_AreEndsAndNothing()
    {
        IReadOnlyList<double> crowding = NonDominated.Crowding([[0, 7], [1, 7], [3, 7], [4, 7], [double.PositiveInfinity, 7]]);
        Assert.That(crowding, Is.EqualTo(new[] { double.PositiveInfinity, 0.75, 0.75, double.PositiveInfinity, double.PositiveInfinity }));
    }

    [Test]
    public void EpsilonFront_OneBoxPerPoint_KeepsAll()
    {
        double[][] points = [[0, 4], [1, 3], [2, 2], [3, 1], [4, 0]];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(NonDominated.EpsilonFront(points, [1, 1]), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
            Assert.That(NonDominated.EpsilonFront(points, [2.5, 2.5]), Has.Count.LessThan(5));
        }
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void EpsilonFront_BadSide_IsRefused(double side) =>
        Assert.That(() => NonDominated.EpsilonFront([[1, 2]], [1, side]), Throws.ArgumentException.With.Message.Contains("finite number above 0"));
}
