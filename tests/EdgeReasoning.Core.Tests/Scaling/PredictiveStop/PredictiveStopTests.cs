using NUnit.Framework;

namespace EdgeReasoning.Scaling;

/// <summary>The probabilities themselves stand in VoteOddsTests.</summary>
public sealed class PredictiveStopTests
{
    [TestCase("A A A A A A A A A A A A A A A A", 3)]
    [TestCase("B A A A A A A A A A A A A A A A", 6)]
    public void ScaleAsync_LeaderWillProbablyStay_Stops(string answers, int samples)
    {
        RecordedTraces source = ScalingData.Source(answers), decided = ScalingData.Source(answers);
        Assert.That(ScalingPolicies.PredictiveStop().Run(source).Answer, Is.EqualTo("A"));
        ScalingPolicies.MajorityVote(16).Run(decided);
        Assert.That(source.Started, Is.EqualTo(samples));
        Assert.That(source.Started, Is.LessThan(decided.Started));
    }

    [Test]
    public void ScaleAsync_DeadlineNear_StopsEarlier()
    {
        // A second for each trace, one at a time. After three, 2:1, half a second is left: the one that runs can only draw level, and loses the tie.
        Assert.That(Taken(TimeSpan.FromSeconds(3.5)), Is.EqualTo(3));
        Assert.That(Taken(TimeSpan.FromSeconds(5.5)), Is.EqualTo(4));
        Assert.That(Taken(TimeSpan.FromSeconds(100)), Is.EqualTo(6));

        static int Taken(TimeSpan deadline)
        {
            var options = new RecordedTracesOptions { ParallelTraces = 1, StepSeconds = _ => 0.1, Deadline = deadline };
            var source = new RecordedTraces(ScalingData.Traces("A:10 B:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10 A:10"), options);
            ScalingPolicies.PredictiveStop(new PredictiveStopOptions { MaxSamples = 16, Threshold = 0.95, Launch = SampleLaunch.AllAtOnce }).Run(source);
            return source.Delivered;
        }
    }

    [Test]
    public void ScaleAsync_UnseenAnswers_AreAllowedFor()
    {
        const string answers = "A A A A A A A A A A A A A A A A";
        RecordedTraces two = ScalingData.Source(answers), ten = ScalingData.Source(answers);
        ScalingPolicies.PredictiveStop(new PredictiveStopOptions { Choices = 2 }).Run(two);
        ScalingPolicies.PredictiveStop(new PredictiveStopOptions { Choices = 10 }).Run(ten);
        Assert.That(two.Started, Is.LessThanOrEqualTo(ten.Started));
        Assert.That(ten.Started, Is.LessThan(8));
    }

    [Test]
    public void PredictiveStop_WrongSettings_Throw()
    {
        Assert.That(() => ScalingPolicies.PredictiveStop(257), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.PredictiveStop(8, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.PredictiveStop(new PredictiveStopOptions { Choices = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
