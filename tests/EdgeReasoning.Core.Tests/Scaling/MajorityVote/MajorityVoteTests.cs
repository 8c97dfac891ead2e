using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class MajorityVoteTests
{
    [TestCase("A A A A A A A A", 4)]
    [TestCase("B A A A A A A A", 6)]
    [TestCase("A B A B A B A B", 7)]
    [TestCase("- - - - A A A A", 6)]
    [TestCase("- - - - - - - -", 8)]
    public void ScaleAsync_AsNeeded_SamplesAsFewAsOneAfterTheOther(string answers, int samples)
    {
        foreach (int parallel in new[] { 1, 3, 8 })
        {
            RecordedTraces needed = ScalingData.Source(answers, parallel);
            ScalingPolicies.MajorityVote(8).Run(needed);
            Assert.That(needed.Started, Is.EqualTo(samples), $"{parallel} at once");
        }
    }

    [Test]
    public void ScaleAsync_AllAtOnce_LeavesTheSlowestUnfinished()
    {
        RecordedTraces source = ScalingData.Source("A:10 A:20 A:30 A:40 B:500 B:500 B:500 B:500");
        ScalingOutcome outcome = ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 8, Launch = SampleLaunch.AllAtOnce }).Run(source);
        Assert.That(outcome.Answer, Is.EqualTo("A"));
        Assert.That((source.Started, source.Delivered, source.Steps), Is.EqualTo((8, 4, 40L)));
        Assert.That(source.OutputTokens, Is.EqualTo(10 + 20 + 30 + 40 + (4 * 40)));
    }

    [Test]
    public void ScaleAsync_Weighted_CountsWeights()
    {
        // As many votes for A, but B's weigh more.
        var options = new MajorityVoteOptions { Samples = 5, Weight = trace => trace.Usage.ThinkingTokens };
        ScalingOutcome outcome = ScalingPolicies.MajorityVote(options).Run(ScalingData.Source("A:1 A:1 B:2 A:1 B:2"));
        Assert.That((outcome.Answer, outcome.Agreement), Is.EqualTo(("B", 4.0 / 7)));
        Assert.That(outcome.Counts.Select(count => count.Votes), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void ScaleAsync_WeightedWithoutLargest_SamplesAll()
    {
        RecordedTraces source = ScalingData.Source("A A A A A");
        ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 5, Weight = _ => 1 }).Run(source);
        Assert.That(source.Delivered, Is.EqualTo(5));
    }

    [TestCase(SampleLaunch.AsNeeded, 4)]
    [TestCase(SampleLaunch.AllAtOnce, 4)]
    public void ScaleAsync_WeightedWithLargest_StopsWhenDecided(SampleLaunch launch, int delivered)
    {
        // After four votes of 2.5 three of at most 3 are left, which is less.
        RecordedTraces source = ScalingData.Source("A A A A B B B");
        var options = new MajorityVoteOptions { Samples = 7, Weight = trace => trace.Extracted!.Value == "A" ? 2.5 : 3, MaxWeight = 3, Launch = launch };
        Assert.That(ScalingPolicies.MajorityVote(options).Run(source).Answer, Is.EqualTo("A"));
        Assert.That(source.Delivered, Is.EqualTo(delivered));
    }

    [Test]
    public void ScaleAsync_WeightAboveTheLargest_IsRefused() =>
        Assert.That(
            () => ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 3, Weight = _ => 2, MaxWeight = 1 }).Run(ScalingData.Source("A A A")),
            Throws.InvalidOperationException.With.Message.Contains("MaxWeight"));

    [Test]
    public void ScaleAsync_SourceGivesFewer_EndsWithWhatCame()
    {
        // A deadline of 25 steps: the third trace comes too late.
        var options = new RecordedTracesOptions { ParallelTraces = 1, StepSeconds = _ => 0.1, Deadline = TimeSpan.FromSeconds(2.5) };
        var source = new RecordedTraces(ScalingData.Traces("A:10 B:10 B:10 B:10 B:10"), options);
        ScalingOutcome outcome = ScalingPolicies.MajorityVote(5).Run(source);
        Assert.That((outcome.Answer, outcome.Valid), Is.EqualTo(("A", 2)));
        Assert.That(source.TimeLeft, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void MajorityVote_WrongSettings_Throw()
    {
        Assert.That(() => ScalingPolicies.MajorityVote(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.MajorityVote(4097), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.MajorityVote(new MajorityVoteOptions { Equality = null! }), Throws.ArgumentNullException);
        Assert.That(() => ScalingPolicies.MajorityVote(new MajorityVoteOptions { Launch = (SampleLaunch)7 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.MajorityVote(new MajorityVoteOptions { Weight = _ => 1, MaxWeight = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.MajorityVote(new MajorityVoteOptions { MaxWeight = 1 }), Throws.ArgumentException);
    }

    [Test]
    public async Task ScaleAsync_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.That(
            async () => await ScalingPolicies.MajorityVote(3).ScaleAsync(ScalingData.Source("A A A"), cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void ScaleAsync_Chosen_IsTheEarliestOfTheWinners()
    {
        Trace[] traces = ScalingData.Traces("C:50 B:9 B:3 A:1 B:20");
        Assert.That(ScalingPolicies.MajorityVote(5).Run(new RecordedTraces(traces)).Sample, Is.EqualTo(1));
    }
}
