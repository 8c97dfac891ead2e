using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Latency;

public sealed class LatencyModelTests
{
    private static readonly DecodeLatencyModel Decode = new() { SecondsPerStep = .01, SecondsPerContextToken = 1e-5, FittedContextTokens = new TokenRange(1, 2000) };

    private static readonly LatencyModel Latency = new()
    {
        Prefill = new LinearPrefill { FittedPromptTokens = new TokenRange(1, 1000), SecondsPerToken = 1e-3, FixedSeconds = .05 },
        Decode = Decode,
    };

    [Test]
    public void DecodeSeconds_OfThreeTokens_AreTwoStepsOneByOne()
        => Assert.That(Decode.PredictSeconds(100, 3), Is.EqualTo(Decode.PredictStepSeconds(101) + Decode.PredictStepSeconds(102)).Within(1e-15));

    [Test]
    public void DecodeSeconds_OfTheFirstToken_AreThePrefills()
    {
        Assert.That(Decode.PredictSeconds(100, 1), Is.Zero);
        Assert.That(Latency.PredictSeconds(100, 1), Is.EqualTo(.15).Within(1e-15));
        Assert.That(Latency.MaxReplyTokens(100, .149), Is.Zero);
        Assert.That(Latency.MaxReplyTokens(100, .151), Is.EqualTo(1));
    }

    [Test]
    public void RemainingReplyTokens_OnTime_IsWhatTheFirstPlanLeft()
    {
        int planned = Latency.MaxReplyTokens(300, 10);
        double spent = Latency.PredictSeconds(300, 100);

        Assert.That(Latency.RemainingReplyTokens(300, 100, 10 - spent), Is.EqualTo(planned - 100));
        Assert.That(Latency.RemainingReplyTokens(300, 100, 5 - spent), Is.EqualTo(Latency.MaxReplyTokens(300, 5) - 100));
        Assert.That(Latency.RemainingReplyTokens(300, 100, -1), Is.Zero);
    }

    [Test]
    public void MaxReplyTokens_NotATime_IsRefused()
    {
        Assert.That(() => Latency.MaxReplyTokens(10, double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Latency.MaxReplyTokens(10, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(Latency.MaxReplyTokens(10, double.PositiveInfinity), Is.GreaterThan(1 << 20));
    }

    [Test]
    public void PredictSeconds_ManySequencesWithoutMeasurements_SaysWhatToDo()
        => Assert.That(() => Latency.PredictSeconds(10, 10, 4), Throws.InvalidOperationException.With.Message.Contains("Profile with parallel counts"));

    [TestCase(KvLayout.Separate)]
    [TestCase(KvLayout.Unified)]
    public void ParallelSeconds_AreTheSumOfTheirSteps(KvLayout layout)
    {
        ParallelDecodeModel model = new()
        {
            Layout = layout,
            Costs = [new SequenceCost(1, .01), new SequenceCost(5, .02)],
            SecondsPerAttendedToken = 1e-6,
            SecondsPerCopiedToken = 1e-5,
        };
        double steps = Enumerable.Range(1, 9).Sum(own => model.PredictStepSeconds(4, 200, own));
        double copies = layout == KvLayout.Separate ? 3 * 200 * 1e-5 : 0;

        Assert.That(model.PredictSeconds(4, 200, 10), Is.EqualTo(steps + copies).Within(1e-12));
        Assert.That(model.CostSeconds(3), Is.EqualTo(.015).Within(1e-15), "a straight line between rows");
        Assert.That(model.CostSeconds(9), Is.EqualTo(.03).Within(1e-15), "the last slope goes on");
    }

    /// <summary>With k sequences, a prefix of P and n own tokens, separate memory attends over k(P + n), unified over k(P + kn).</summary>
    [Test]
    public void AttendedTokens_UnifiedMemory_AttendsOverAllCells()
    {
        ParallelDecodeModel separate = new() { Layout = KvLayout.Separate, Costs = [new SequenceCost(1, 1)], SecondsPerAttendedToken = 1 };

        Assert.That(separate.AttendedTokens(4, 100, 10), Is.EqualTo(440));
        Assert.That((separate with { Layout = KvLayout.Unified }).AttendedTokens(4, 100, 10), Is.EqualTo(560));
        Assert.That((separate with { Layout = KvLayout.Unified }).AttendedTokens(1, 100, 10), Is.EqualTo(separate.AttendedTokens(1, 100, 10)));
    }

    [Test]
    public void InterleavedPrefill_InOneChunk_AddsItsTokensToOneStep()
    {
        ParallelDecodeModel steps = new() { Layout = KvLayout.Separate, Costs = [new SequenceCost(1, .01), new SequenceCost(2, .012)], SecondsPerAttendedToken = 0 };

        Assert.That(InterleavedPrefill.PredictSeconds(Latency.Prefill, steps, 200, 512, 2, 50), Is.EqualTo(.012 + .2).Within(1e-12));
        Assert.That(InterleavedPrefill.PredictSeconds(Latency.Prefill, steps, 200, 50, 2, 50), Is.EqualTo((4 * .012) + .2).Within(1e-12));
        Assert.That(InterleavedPrefill.PredictSeconds(Latency.Prefill, steps, 0, 50, 2, 50), Is.Zero);
    }

    [Test]
    public void Predict_OutsideTheFittedRange_IsFlaggedOrRefused()
    {
        Assert.That(Latency.Predict(500, 400).IsExtrapolated, Is.False);
        Assert.That(Latency.Predict(1001, 5).IsExtrapolated, Is.True);
        Assert.That(Latency.Predict(900, 1200).IsExtrapolated, Is.True, "the context leaves the range during the reply");
        Assert.That(() => Latency.Predict(900, 1200, extrapolation: Extrapolation.Refuse), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("2100"));
        Assert.That(Latency.Predict(500, 400).Low, Is.Null, "no fit, no interval");
    }
}
