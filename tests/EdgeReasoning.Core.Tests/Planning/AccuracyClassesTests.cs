using EdgeReasoning.Evaluation;
using EdgeReasoning.Planning;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Planning;

public sealed class AccuracyClassesTests
{
    /// <summary>d questions that only the better one has right have the p-value 2·2^−d: 1, 0.5, 0.25.</summary>
    [TestCase(.32, new[] { 80, 79, 78, 77, 76, 75, 74 }, new[] { 0, 0, 0, 1, 1, 1, 2 })]
    [TestCase(1, new[] { 80, 79, 80, 78 }, new[] { 0, 1, 0, 2 })]
    [TestCase(.05, new[] { 80, 75, 74, 60 }, new[] { 0, 0, 1, 2 })]
    [TestCase(0, new[] { 80, 40, 10 }, new[] { 0, 0, 0 })]
    public void Of_NestedAnswers_EndAClassWhereTheLeaderIsBetterThanNoise(double level, int[] correct, int[] classes)
        => Assert.That(AccuracyClasses.Of([.. correct.Select((right, i) => Told.Result($"m{i}", "b", right))], level), Is.EqualTo(classes));

    /// <summary>A difference of 4 between configurations that disagree on 44 questions is noise; one of 3 among 3 is not, and begins a class.</summary>
    [Test]
    public void Of_PairedAnswers_AreJudgedByTheirDisagreements()
    {
        ConfigurationResult leader = Told.Result("leader", "b", 80), similar = Told.Result("similar", "b", 77), other = Told.Result("other", "b", 76);
        other = other with { Outcomes = [.. other.Outcomes.Select((outcome, i) => outcome with { IsCorrect = i >= 24 })] };

        Assert.That(AccuracyClasses.Of([leader, other], .32), Is.EqualTo(new[] { 0, 0 }));
        Assert.That(AccuracyClasses.Of([leader, similar, other], .32), Is.EqualTo(new[] { 0, 1, 1 }));
    }
}
