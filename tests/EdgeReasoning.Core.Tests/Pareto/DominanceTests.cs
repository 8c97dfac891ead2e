using NUnit.Framework;

namespace EdgeReasoning.Pareto;

public sealed class DominanceTests
{
    [TestCase(1, 2, 1, 3, ExpectedResult = DominanceRelation.Dominates)]
    [TestCase(1, 3, 1, 2, ExpectedResult = DominanceRelation.DominatedBy)]
    [TestCase(1, 3, 3, 1, ExpectedResult = DominanceRelation.Incomparable)]
    [TestCase(1, 3, 1, 3, ExpectedResult = DominanceRelation.Equal)]
    [TestCase(0.0, 3, -0.0, 3, ExpectedResult = DominanceRelation.Equal)]
    [TestCase(1, double.NaN, 2, 2, ExpectedResult = DominanceRelation.Incomparable)]
    [TestCase(1, double.PositiveInfinity, 1, double.PositiveInfinity, ExpectedResult = DominanceRelation.Equal)]
    [TestCase(double.NegativeInfinity, 2, 1, 2, ExpectedResult = DominanceRelation.Dominates)]
    public DominanceRelation Compare_Pair_IsTheRelation(double a, double b, double c, double d) => Dominance.Compare([a, b], [c, d]);

    [Test]
    public void Compare_Maximised_TurnsTheAxis() =>
        Assert.That(Dominance.Compare([1, 3], [1, 2], [Direction.Minimize, Direction.Maximize]), Is.EqualTo(DominanceRelation.Dominates));

    [TestCase(0.5, ExpectedResult = true)]
    [TestCase(0.4, ExpectedResult = false)]
    public bool EpsilonDominates_WorseByHalf_NeedsHalf(double epsilon) => Dominance.EpsilonDominates([1.5, 2], [1, 2], [epsilon, epsilon]);

    [Test]
    public void EpsilonDominates_Maximised_AddsEpsilon() =>
        Assert.That(Dominance.EpsilonDominates([1], [1.5], [0.5], [Direction.Maximize]), Is.True);

    [Test]
    public void Compare_BadInput_SaysWhatIsWrong()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Dominance.Compare([], []), Throws.ArgumentException.With.Message.Contains("at least one objective"));
            Assert.That(() => Dominance.Compare([1], [1, 2]), Throws.ArgumentException.With.Message.Contains("1 and 2 values"));
            Assert.That(() => Dominance.Compare([1], [1], [Direction.Minimize, Direction.Minimize]), Throws.ArgumentException.With.Message.Contains("2 directions"));
            Assert.That(() => Dominance.EpsilonDominates([1], [1], [-1]), Throws.ArgumentException.With.Message.Contains("from 0"));
        }
    }
}
