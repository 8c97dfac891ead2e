using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class HypervolumeTests
{
    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.Fixed))]
    public void Compute_GoldenSet_IsExact(JsonElement set)
    {
        double[][] points = set.Points("points");
        double[] reference = set.Doubles("ref");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hypervolume.Compute(points, reference), Is.EqualTo(set.GetProperty("hv").GetDouble()));
            if (points.Length == 0)
                return;
            Assert.That(Hypervolume.Contributions(points, reference), Is.EqualTo(set.Doubles("contrib")));
            Assert.That(
                Hypervolume.Contributions(points, reference, ContributionBasis.AllPoints),
                Is.EqualTo(set.Doubles("contribNotIgnoring")));
        }
    }

    [TestCaseSource(typeof(GoldenVectors), nameof(GoldenVectors.Generated))]
    public void Compute_GeneratedSet_IsWithinRounding(JsonElement set)
    {
        double[][] points = new SplitMix64(set.GetProperty("seed").GetUInt64())
            .Points(set.GetProperty("kind").GetString()!, set.GetProperty("n").GetInt32(), set.GetProperty("d").GetInt32());
        Assert.That(Hypervolume.Compute(points, set.Doubles("ref")), Is.EqualTo(set.GetProperty("hv").GetDouble()).Within(1e-12).Percent);
    }

    [Test]
    public void Compute_Maximised_IsTheGoldenNumber()
    {
        // G6: maximising moocore-2d with reference (0,0) gives 39.
        double[][] points = [[5, 5], [4, 6], [2, 7], [7, 4]];
        Assert.That(Hypervolume.Compute(points, [0, 0], [Direction.Maximize, Direction.Maximize]), Is.EqualTo(39));
    }

    [Test]
    public void Compute_OneAxis_IsTheLengthToTheBest() =>
        Assert.That(Hypervolume.Compute([[3], [1], [2]], [10]), Is.EqualTo(9));

    [Test]
    public void Compute_ReferenceThatDominatesNothing_IsZero()
    {
        double[][] points = [[5, 1], [1, 5], [6, 0]];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hypervolume.Compute(points, [1, 1]), Is.Zero);
            Assert.That(Hypervolume.Compute(points, [5, 5]), Is.Zero, "on the edge is not strictly better");
            Assert.That(Hypervolume.Contributions(points, [1, 1]), Is.All.Zero);
        }
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    public void Compute_NaNAndInfinities_FollowTheRule(int dimensions)
    {
        double[] reference = [.. Enumerable.Repeat(2.0, dimensions)];
        double[] Point(double first) => [first, .. Enumerable.Repeat(1.0, dimensions - 1)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Hypervolume.Compute([Point(1), Point(double.NaN), Point(double.PositiveInfinity)], reference), Is.EqualTo(1));
            Assert.That(Hypervolume.Compute([Point(1), Point(double.NegativeInfinity)], reference), Is.EqualTo(double.PositiveInfinity));
            Assert.That(
                () => Hypervolume.Contributions([Point(1), Point(double.NegativeInfinity)], reference),
                Throws.ArgumentException.With.Message.Contains("Point 1 is infinitely good"));
        }
    }

    [Test]
    public void Compute_BadInput_SaysWhatIsWrong()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Hypervolume.Compute([[1, 2]], []), Throws.ArgumentException.With.Message.Contains("no values"));
            Assert.That(() => Hypervolume.Compute([[1, 2]], [3]), Throws.ArgumentException.With.Message.Contains("has 2 values where 1"));
            Assert.That(() => Hypervolume.Compute([[1, 2]], [3, double.NaN]), Throws.ArgumentException.With.Message.Contains("reference[1] is NaN"));
            Assert.That(() => Hypervolume.Compute([[1, 2]], [3, 3], [Direction.Minimize]), Throws.ArgumentException.With.Message.Contains("2 values for 1 objectives"));
        }
    }
}
