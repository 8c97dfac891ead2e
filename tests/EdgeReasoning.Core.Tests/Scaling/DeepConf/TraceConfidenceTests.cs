using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class TraceConfidenceTests
{
    private static readonly JsonElement Golden = ScalingData.Golden("deepconf.json");
    private static readonly JsonElement Recorded = Golden.GetProperty("trace");
    private static readonly float[] Confidences = [.. Recorded.GetProperty("confs").EnumerateArray().Select(c => c.GetSingle())];
    private static readonly int Window = Recorded.GetProperty("window").GetInt32();

    [Test]
    public void EveryMeasure_Golden_Equals()
    {
        Assert.That(TraceConfidence.Groups(Confidences, Window), Is.EqualTo(Recorded.GetProperty("groups").EnumerateArray().Select(g => g.GetDouble())).Within(1e-12));
        Check("mean", TraceConfidence.Mean(Confidences));
        Check("tail4", TraceConfidence.Tail(Confidences, 4));
        Check("tail6", TraceConfidence.Tail(Confidences, 6));
        Check("minGroup", TraceConfidence.LowestGroup(Confidences, Window));
        Check("bottom10", TraceConfidence.LowestGroups(Confidences, Window, 0.1));
        Check("bottom25", TraceConfidence.LowestGroups(Confidences, Window, 0.25));
        Check("bottom50", TraceConfidence.LowestGroups(Confidences, Window, 0.5));
        Assert.That(TraceConfidence.Groups(Confidences[..3], Window), Is.EqualTo(Recorded.GetProperty("short").EnumerateArray().Select(g => g.GetDouble())).Within(1e-12));

        static void Check(string name, double value) => Assert.That(value, Is.EqualTo(Recorded.GetProperty(name).GetDouble()).Within(1e-12), name);
    }

    [Test]
    public void Floor_Golden_ClosesAtItsToken()
    {
        foreach (JsonElement row in Golden.GetProperty("online").EnumerateArray())
        {
            JsonElement stop = row.GetProperty("stopIndex");
            int? expected = stop.ValueKind == JsonValueKind.Null ? null : stop.GetInt32();
            Assert.That(ClosesAt(new ConfidenceFloor(row.GetProperty("threshold").GetDouble(), Window, 20)), Is.EqualTo(expected), row.ToString());
        }
    }

    [Test]
    public void Floor_AtTheLowestGroup_IsTheSameNumber()
    {
        // Offline and online add the same floats in the same order, so the very sum is not below itself; the next larger number is above it.
        double lowest = TraceConfidence.LowestGroup(Confidences, 5);
        Assert.That(ClosesAt(new ConfidenceFloor(lowest, 5, 20)), Is.Null);
        Assert.That(ClosesAt(new ConfidenceFloor(Math.BitIncrement(lowest), 5, 20)), Is.Not.Null);
    }

    [Test]
    public void Threshold_Warmup_IsTheGoldenPercentile()
    {
        JsonElement warmup = Golden.GetProperty("warmup");
        double[] lowest = [.. warmup.GetProperty("minConfs").EnumerateArray().Select(c => c.GetDouble())];
        Assert.That(ConfidenceSettings.Threshold(lowest, 0.1), Is.EqualTo(warmup.GetProperty("low_keepTop10").GetDouble()).Within(1e-12));
        Assert.That(ConfidenceSettings.Threshold(lowest, 0.9), Is.EqualTo(warmup.GetProperty("high_keepTop90").GetDouble()).Within(1e-12));
    }

    [Test]
    public void EveryMeasure_ForcedTokens_AreLeftOut()
    {
        float[] forced = [12, float.NaN, 11.5f, 13, float.NaN, float.NaN, 12.5f];
        Assert.That(TraceConfidence.Groups(forced, 4), Is.EqualTo(new[] { 12.25 }));
        Assert.That(TraceConfidence.Mean(forced), Is.EqualTo(12.25));
        Assert.That(TraceConfidence.Mean([float.NaN]), Is.NaN);
        Assert.That(TraceConfidence.LowestGroup([], 4), Is.NaN);
        Assert.That(TraceConfidence.Tail([], 4), Is.NaN);
    }

    [Test]
    public void EveryMeasure_WrongArguments_Throw()
    {
        Assert.That(() => TraceConfidence.Groups([1], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => TraceConfidence.LowestGroups([1], 1, 1.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => TraceConfidence.Mean(null!), Throws.ArgumentNullException);
    }

    private static int? ClosesAt(BudgetPolicy policy)
    {
        BudgetMeter meter = policy.Start(new BudgetContext
        {
            Model = null!, Thinking = ThinkingFormat.None, PromptTokens = 1, ParallelTraces = 1, TotalLimit = 100, AnswerReserve = 0, ClosingTokens = 0,
        });
        for (int i = 0; i < Confidences.Length; i++)
        {
            BudgetDecision decision = meter.Observe(new ThinkingState { IsThinking = true, Confidence = Confidences[i] });
            if (decision.Kind == BudgetDecisionKind.Continue) continue;
            Assert.That(decision, Is.EqualTo(BudgetDecision.CloseFor(StopReason.Confidence)));
            return i;
        }

        return null;
    }
}
