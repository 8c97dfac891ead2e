using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class DeepConfTests
{
    private static readonly JsonElement Votes = ScalingData.Golden("deepconf.json").GetProperty("votes");

    [TestCase("top50", 0.5)]
    [TestCase("top10", 0.1)]
    [TestCase("top90", 0.9)]
    [TestCase("weighted", 1)]
    public void ScaleAsync_Golden_ElectsAndWeighs(string row, double keep)
    {
        Trace[] traces = Recorded();
        ScalingOutcome outcome = ScalingPolicies.DeepConf(new DeepConfOptions { Samples = traces.Length, Keep = keep }).Run(new RecordedTraces(traces));
        JsonElement vote = Votes.GetProperty(row);
        // The filtered rows begin with their threshold.
        JsonElement golden = vote[0].ValueKind == JsonValueKind.Number ? vote[1] : vote;
        Assert.That(outcome.Answer, Is.EqualTo(golden[0].GetString()));
        Assert.That(outcome.Counts, Has.Count.EqualTo(golden[1].EnumerateObject().Count()));
        foreach (VoteCount count in outcome.Counts) Assert.That(count.Weight, Is.EqualTo(golden[1].GetProperty(count.Answer!).GetDouble()).Within(1e-5), "confidences are floats");
        Assert.That(outcome.Unparsed, Is.EqualTo(1));
    }

    [TestCase(ConfidenceMeasure.LowestTenth, 2)]
    [TestCase(ConfidenceMeasure.LowestGroup, 2)]
    [TestCase(ConfidenceMeasure.Tail, 8)]
    [TestCase(ConfidenceMeasure.Mean, 5)]
    public void ScaleAsync_Measure_IsTheWeight(ConfidenceMeasure measure, double weight)
    {
        Trace trace = ScalingData.Trace(0, "A", 6, [5, 5, 2, 2, 8, 8]);
        var options = new DeepConfOptions { Samples = 1, Measure = measure, Window = 2 };
        Assert.That(ScalingPolicies.DeepConf(options).Run(new RecordedTraces([trace])).Counts[0].Weight, Is.EqualTo(weight));
    }

    [TestCase(null, 800, 100)]
    [TestCase(null, 8, 16)]
    [TestCase(null, 1_000_000, 2048)]
    [TestCase(null, null, 40)]
    [TestCase(7, 800, 7)]
    public void Window_NotSet_FollowsTheBudgetOrTheTraces(int? set, int? limit, int window)
    {
        Trace[] traces = [ScalingData.Trace(0, "A", 100), ScalingData.Trace(1, "A", 320), ScalingData.Trace(2, "A", 9000)];
        var source = new RecordedTraces(traces, new RecordedTracesOptions { ThinkingLimit = limit });
        Assert.That(ConfidenceSettings.Window(set, source, traces), Is.EqualTo(window));
    }

    [Test]
    public void ScaleAsync_TracesWithoutConfidences_SaysWhatToDo() =>
        Assert.That(() => ScalingPolicies.DeepConf(2).Run(ScalingData.Source("A A")), Throws.InvalidOperationException.With.Message.Contains("ConfidenceTopK"));

    [Test]
    public void Online_Warmup_SetsTheFloorOfTheRest()
    {
        // Lowest groups 1 to 8: nine of ten stay above the tenth percentile, 1.7.
        Trace[] traces = [.. Enumerable.Range(1, 12).Select(i => ScalingData.Trace(i - 1, i % 2 == 0 ? "A" : "B", 20, [.. Enumerable.Repeat((float)i, 20)]))];
        var spy = new SpySource(traces);
        ScalingOutcome outcome = ScalingPolicies.DeepConfOnline(12, 8).Run(spy);
        Assert.That(spy.Asked.Select(asked => asked.Count), Is.EqualTo(new[] { 8, 4 }));
        Assert.That(spy.Asked[0].Options!.Budget.Policies, Is.Empty);
        Assert.That(ClosesBelow(spy.Asked[1].Options!.Budget.Policies.Single()), Is.EqualTo(1.7).Within(1e-6));
        Assert.That(spy.Asked.All(asked => asked.Options!.ConfidenceTopK == 20), Is.True);
        Assert.That((outcome.Answer, outcome.Valid), Is.EqualTo(("A", 12)));
        Assert.That(outcome.Counts[0].Weight, Is.EqualTo(2 + 4 + 6 + 8 + 10 + 12));
    }

    [TestCase("A A A A A A A A B B B B", 8)]
    [TestCase("A A A A A A A B A A A A", 12)]
    public void Online_Consensus_Stops(string answers, int taken)
    {
        Trace[] traces = [.. ScalingData.Traces(answers).Select(trace => trace with { Confidences = [4f, 4f, 4f] })];
        int delivered = 0;
        ScalingPolicy policy = ScalingPolicies.DeepConfOnline(12, 8);
        ScalingOutcome outcome = policy.Run(new SpySource(traces));
        delivered = outcome.Valid;
        Assert.That((outcome.Answer, delivered), Is.EqualTo(("A", taken)));
    }

    [Test]
    public void Online_ClosedTrace_StillVotesWithItsConfidence()
    {
        Trace[] traces =
        [
            .. Enumerable.Range(0, 3).Select(i => ScalingData.Trace(i, "B", 20, [.. Enumerable.Repeat(1f, 20)])),
            ScalingData.Trace(3, "A", 20, [.. Enumerable.Repeat(9f, 20)]) with { ThinkingStop = StopReason.Confidence },
        ];
        ScalingOutcome outcome = ScalingPolicies.DeepConfOnline(new DeepConfOnlineOptions { MaxSamples = 4, Warmup = 3, Consensus = 1, Window = 16 }).Run(new SpySource(traces));
        // Three agree, so the consensus is reached before the fourth.
        Assert.That(outcome.Valid, Is.EqualTo(3));
        traces[1] = ScalingData.Trace(1, "C", 20, [.. Enumerable.Repeat(1f, 20)]);
        outcome = ScalingPolicies.DeepConfOnline(new DeepConfOnlineOptions { MaxSamples = 4, Warmup = 3, Consensus = 1, Window = 16 }).Run(new SpySource(traces));
        Assert.That((outcome.Answer, outcome.Valid), Is.EqualTo(("A", 4)));
    }

    [Test]
    public void DeepConf_WrongSettings_Throw()
    {
        Assert.That(() => ScalingPolicies.DeepConf(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.DeepConf(new DeepConfOptions { Keep = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.DeepConf(new DeepConfOptions { Window = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.DeepConf(new DeepConfOptions { Measure = (ConfidenceMeasure)9 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.DeepConfOnline(4, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.DeepConfOnline(new DeepConfOnlineOptions { Consensus = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.DeepConfOnline(new DeepConfOnlineOptions { TopK = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double ClosesBelow(BudgetPolicy policy)
    {
        double low = 0, high = 100;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            BudgetMeter meter = policy.Start(null!);
            bool closes = false;
            for (int token = 0; token < 4096 && !closes; token++)
                closes = meter.Observe(new ThinkingState { IsThinking = true, Confidence = (float)middle }).Kind == BudgetDecisionKind.Close;
            (low, high) = closes ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static Trace[] Recorded() => [.. Votes.GetProperty("traces").EnumerateArray()
        .Select((trace, i) => ScalingData.Trace(i, trace[0].GetString(), 1, [trace[1].GetSingle()]))];
}
