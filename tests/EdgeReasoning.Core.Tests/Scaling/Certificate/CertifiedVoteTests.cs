using NUnit.Framework;

namespace EdgeReasoning.Scaling;

/// <summary>The exact expectations stand in SequentialRulesTests, the e-values in EValueTests.</summary>
public sealed class CertifiedVoteTests
{
    [TestCase(0.05, 7)]
    [TestCase(0.25, 4)]
    public void ScaleAsync_Unanimous_StopsAtOneOverTheErrorRate(double errorRate, int samples)
    {
        // Golden: e(3, 0) = 3.75, e(4, 0) = 6.2, e(6, 0) = 18.1, e(7, 0) = 31.9.
        RecordedTraces source = ScalingData.Source(string.Join(' ', Enumerable.Repeat("A", 64)));
        Assert.That(ScalingPolicies.CertifiedVote(64, errorRate).Run(source).Valid, Is.EqualTo(samples));
        Assert.That(source.Started, Is.EqualTo(samples));
    }

    [Test]
    public void ScaleAsync_WrongAnswerLikelier_IsCertifiedNoMoreOftenThanPromised()
    {
        // Of two equally likely answers either is certified with a chance of at most α each, however often one looks.
        var policy = new CountedVote(new MajorityVoteOptions { Equality = Answers.AnswerEquality.Exact }, 40, new EValueRule(0.2));
        var walk = new Walk(policy, 40, 2, Walk.ByCounts);
        double all = walk.Expect(0.5, 0.5).Samples;
        Assert.That(all, Is.GreaterThan(40 * (1 - 0.4)));
    }

    [Test]
    public void CertifiedVote_WrongSettings_Throw()
    {
        Assert.That(() => ScalingPolicies.CertifiedVote(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.CertifiedVote(8, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.CertifiedVote(8, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
