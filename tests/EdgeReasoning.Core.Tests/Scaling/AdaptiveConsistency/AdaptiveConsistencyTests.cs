using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

/// <summary>The exact expectations stand in SequentialRulesTests, the probabilities in VoteOddsTests.</summary>
public sealed class AdaptiveConsistencyTests
{
    [TestCase(0.80, 2)]
    [TestCase(0.90, 3)]
    [TestCase(0.95, 4)]
    [TestCase(0.99, 6)]
    public void ScaleAsync_Unanimous_StopsAtTheTable(double threshold, int samples)
    {
        RecordedTraces source = ScalingData.Source(string.Join(' ', Enumerable.Repeat("A", 40)));
        Assert.That(ScalingPolicies.AdaptiveConsistency(threshold: threshold).Run(source).Valid, Is.EqualTo(samples));
        Assert.That(source.Started, Is.EqualTo(samples));
    }

    [Test]
    public void ScaleAsync_RecordedStops_AreMet()
    {
        // The rows of the reference library whose quadrature was right.
        foreach (JsonElement row in ScalingData.Golden("adaptive_consistency.json").GetProperty("beta").EnumerateArray())
        {
            int[] counts = [row.GetProperty("v1").GetInt32(), row.GetProperty("v2").GetInt32()];
            Assert.That(Stops(0.95), Is.EqualTo(row.GetProperty("stop95").GetBoolean()), row.ToString());
            Assert.That(Stops(0.99), Is.EqualTo(row.GetProperty("stop99").GetBoolean()), row.ToString());

            bool Stops(double threshold) => new PosteriorRule(threshold).Stops(new VoteState { Counts = counts, LeaderWinsTies = true, Remaining = 40, InTime = 40 });
        }
    }

    [Test]
    public void ScaleAsync_KnownChoices_AreHarderToPlease()
    {
        const string answers = "A A A A A A A A A A A A A A A A A A A A";
        int beta = Samples(null), four = Samples(4), ten = Samples(10);
        Assert.That(new[] { beta, four, ten }, Is.Ordered.Ascending.And.Unique);

        int Samples(int? choices)
        {
            RecordedTraces source = ScalingData.Source(answers);
            ScalingPolicies.AdaptiveConsistency(new AdaptiveConsistencyOptions { MaxSamples = 20, Choices = choices }).Run(source);
            return source.Started;
        }
    }

    [Test]
    public void ScaleAsync_AllAtOnce_JudgesSamplesInTheirOrder()
    {
        // The four short ones agree on B; the first four, which are a fair sample, on A.
        const string answers = "A:90 A:80 A:70 A:60 B:1 B:2 B:3 B:4 A:99 B:99 A:99 B:99";
        ScalingPolicy policy = ScalingPolicies.AdaptiveConsistency(new AdaptiveConsistencyOptions { MaxSamples = 12, Launch = SampleLaunch.AllAtOnce });
        RecordedTraces source = ScalingData.Source(answers);
        ScalingOutcome outcome = policy.Run(source);
        Assert.That((outcome.Answer, outcome.Valid, source.Steps), Is.EqualTo(("A", 4, 90L)));
    }

    [Test]
    public void AdaptiveConsistency_WrongSettings_Throw()
    {
        Assert.That(() => ScalingPolicies.AdaptiveConsistency(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.AdaptiveConsistency(8, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.AdaptiveConsistency(8, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.AdaptiveConsistency(new AdaptiveConsistencyOptions { Choices = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
