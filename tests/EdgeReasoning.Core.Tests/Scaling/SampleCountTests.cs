using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Statistics;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class SampleCountTests
{
    // 0.1 s for the prompt; a step of 10 ms for one sequence, 11 for four, 14 for eight, 20 for sixteen.
    private static readonly LatencyModel Latency = new()
    {
        Prefill = new LinearPrefill { FixedSeconds = 0.1, SecondsPerToken = 0, FittedPromptTokens = new TokenRange(1, 100) },
        Decode = new DecodeLatencyModel { SecondsPerStep = 0.01, SecondsPerContextToken = 0, Intervals = DecodeIntervals.EveryToken, FittedContextTokens = new TokenRange(1, 200) },
        Parallel = new ParallelDecodeModel
        {
            Layout = KvLayout.Separate, SecondsPerAttendedToken = 0, Intervals = DecodeIntervals.EveryToken,
            Costs = [new(1, 0.010), new(4, 0.011), new(8, 0.014), new(16, 0.020)],
        },
    };

    // 100 tokens: 1 s alone, 1.1 s for four, 1.4 s for eight, 2 s for sixteen, and the prompt.
    [TestCase(1.0, 0)]
    [TestCase(1.1, 1)]
    [TestCase(1.21, 4)]
    [TestCase(1.51, 8)]
    [TestCase(2.11, 16)]
    [TestCase(3.0, 16)]
    [TestCase(3.11, 17)]
    [TestCase(4.11, 32)]
    public void Within_Time_IsTheLargestThatFits(double seconds, int samples) =>
        Assert.That(SampleCount.Within(Latency, 50, 100, TimeSpan.FromSeconds(seconds), new SampleCountLimits { ParallelTraces = 16 }), Is.EqualTo(samples));

    [TestCase(1.21, 3)]
    [TestCase(1.51, 7)]
    [TestCase(1.1, 1)]
    public void Within_TwoAnswers_IsOdd(double seconds, int samples) =>
        Assert.That(SampleCount.Within(Latency, 50, 100, TimeSpan.FromSeconds(seconds), new SampleCountLimits { TwoAnswers = true }), Is.EqualTo(samples));

    [Test]
    public void Within_TwoFit_IsOne() =>
        Assert.That(SampleCount.Within(Latency, 50, 100, TimeSpan.FromSeconds(9), new SampleCountLimits { Most = 2 }), Is.EqualTo(1));

    [Test]
    public void TwoAnswers_EvenCount_BuysNothing()
    {
        for (int m = 1; m < 12; m++)
            Assert.That(RepeatedSampling.PopulationMajorityAtK([0.6, 0.4], 0, 2 * m), Is.EqualTo(RepeatedSampling.PopulationMajorityAtK([0.6, 0.4], 0, (2 * m) - 1)).Within(1e-12));
        Assert.That(RepeatedSampling.PopulationMajorityAtK([0.5, 0.3, 0.2], 0, 2), Is.EqualTo(0.5).Within(1e-12));
    }

    [Test]
    public void Within_FewAtOnce_TakeTurns() =>
        // Two rounds of four are 2.2 s, and a fifth sample alone 1 s: nine fit into 3.3 s.
        Assert.That(SampleCount.Within(Latency, 50, 100, TimeSpan.FromSeconds(3.31), new SampleCountLimits { ParallelTraces = 4 }), Is.EqualTo(9));

    [TestCase(11.0, 1)]
    [TestCase(16.5, 3)]
    [TestCase(1000, 64)]
    [TestCase(5, 0)]
    public void Within_Joules_IsTheLargestThatFits(double joules, int samples)
    {
        // 1 J for the prompt, 10 W while decoding one, a quarter more with each doubling: 10 J alone, 12.9 for two, 15 for three.
        var energy = new EnergyModel
        {
            Latency = Latency, PrefillPower = new ConstantPower { Watts = 10 }, DecodePower = new ConstantPower { Watts = 10 }, PowerRisePerDoubling = 0.25,
        };
        Assert.That(SampleCount.Within(energy, 50, 100, joules), Is.EqualTo(samples));
    }

    [Test]
    public void Within_UnknownEnergy_IsNull()
    {
        var noMeter = new EnergyModel { Latency = Latency };
        var oneOnly = new EnergyModel { Latency = Latency, PrefillPower = new ConstantPower { Watts = 10 }, DecodePower = new ConstantPower { Watts = 10 } };
        Assert.That(SampleCount.Within(noMeter, 50, 100, 100), Is.Null);
        Assert.That(SampleCount.Within(oneOnly, 50, 100, 100), Is.Null);
        Assert.That(SampleCount.Within(oneOnly, 50, 100, 100, new SampleCountLimits { ParallelTraces = 1 }), Is.EqualTo(9));
    }

    [Test]
    public void Within_WrongArguments_Throw()
    {
        TimeSpan second = TimeSpan.FromSeconds(1);
        Assert.That(() => SampleCount.Within(Latency, 50, 0, second), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SampleCount.Within(Latency, 50, 10, -second), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SampleCount.Within(Latency, 50, 10, second, new SampleCountLimits { Most = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SampleCount.Within(Latency, 50, 10, second, new SampleCountLimits { ParallelTraces = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SampleCount.Within(Latency with { Parallel = null }, 50, 10, second), Throws.InvalidOperationException);
        Assert.That(() => SampleCount.Within((LatencyModel)null!, 50, 10, second), Throws.ArgumentNullException);
    }
}
