using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class BestOfTests
{
    [Test]
    public void ScaleAsync_Scores_LargestWins()
    {
        ScalingOutcome outcome = ScalingPolicies.BestOf(4, Length).Run(ScalingData.Source("A:4 B:9 A:7 B:2"));
        Assert.That((outcome.Answer, outcome.Sample), Is.EqualTo(("B", 1)));
        Assert.That((outcome.Agreement, outcome.AgreementOverAll), Is.EqualTo((0.5, 0.5)));
        Assert.That(outcome.Counts.Select(count => count.Answer), Is.EqualTo(new[] { "B", "A" }));
    }

    [Test]
    public void ScaleAsync_EqualScores_LowestIndexWins()
    {
        // The later ones finish first.
        ScalingOutcome outcome = ScalingPolicies.BestOf(3, (_, _) => ValueTask.FromResult(1.0)).Run(ScalingData.Source("A:30 B:20 C:10"));
        Assert.That(outcome.Sample, Is.Zero);
    }

    [Test]
    public void ScaleAsync_GoodEnough_StopsThere()
    {
        RecordedTraces source = ScalingData.Source("A:5 B:8 C:99");
        Assert.That(ScalingPolicies.BestOf(3, Length, goodEnough: 8).Run(source).Answer, Is.EqualTo("B"));
        Assert.That(source.Steps, Is.EqualTo(8));
    }

    [Test]
    public void ScaleAsync_NoExtractedAnswer_CanWin()
    {
        ScalingOutcome outcome = ScalingPolicies.BestOf(2, Length).Run(ScalingData.Source("A:1 -:9"));
        Assert.That((outcome.Answer, outcome.Sample, outcome.Agreement), Is.EqualTo(((string?)null, 1, 0.0)));
    }

    [Test]
    public void ScaleAsync_AllWorthless_StillChooses() =>
        Assert.That(ScalingPolicies.BestOf(2, (_, _) => ValueTask.FromResult(double.NegativeInfinity)).Run(ScalingData.Source("A B")).Sample, Is.Zero);

    [Test]
    public void ScaleAsync_ScorerFails_FailsTheRequest()
    {
        Assert.That(() => ScalingPolicies.BestOf(2, (_, _) => ValueTask.FromResult(double.NaN)).Run(ScalingData.Source("A B")), Throws.InvalidOperationException);
        Assert.That(() => ScalingPolicies.BestOf(2, (_, _) => throw new TimeoutException()).Run(ScalingData.Source("A B")), Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public void BestOf_WrongSettings_Throw()
    {
        Assert.That(() => ScalingPolicies.BestOf(0, Length), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.BestOf(1, null!), Throws.ArgumentNullException);
        Assert.That(() => ScalingPolicies.BestOf(1, Length, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static async ValueTask<double> Length(Trace trace, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return trace.Usage.ThinkingTokens;
    }
}
