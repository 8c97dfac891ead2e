using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Meters;

public sealed class PowerTraceTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(.1);

    private static PowerTrace Golden()
    {
        JsonElement samples = SweepData.Json("stats.json").GetProperty("energy").GetProperty("samples_s_mW");
        return Trace([.. samples.EnumerateArray().Select(pair => (pair[0].GetDouble(), pair[1].GetDouble() / 1000))]);
    }

    [TestCase(0, 1, "trapezoid_0_1")]
    [TestCase(.2, .6, "trap_02_06")]
    [TestCase(.25, .9, "trap_025_09")]
    [TestCase(0, .25, "prefill_0_025")]
    [TestCase(.25, 1, "decode_025_1")]
    public void Integrate_GoldenWindows_AreTrapezoids(double from, double to, string name)
    {
        PhaseEnergy energy = Golden().Integrate(At(from), At(to));

        Assert.That(energy.Joules, Is.EqualTo(SweepData.Json("stats.json").GetProperty("energy").GetProperty(name).GetDouble()).Within(1e-9));
        Assert.That(energy.Resolution, Is.EqualTo(PhaseResolution.Resolved));
    }

    [Test]
    public void Integrate_PrefillAndDecode_SplitAtTheFirstTokenWithoutLoss()
    {
        PowerTrace trace = Golden();

        Assert.That(trace.Integrate(At(0), At(.25)).Joules + trace.Integrate(At(.25), At(1)).Joules, Is.EqualTo(trace.Integrate(At(0), At(1)).Joules).Within(1e-12));
    }

    [Test]
    public void Integrate_TheArtifactsExample_IsTheTrapezoidNotItsSum()
    {
        JsonElement example = SweepData.Json("tegrastats_example.json").GetProperty("energy_example");
        (double, double)[] samples = [.. example.GetProperty("t").EnumerateArray().Zip(example.GetProperty("P").EnumerateArray(), (t, p) => (t.GetDouble(), p.GetDouble()))];
        PowerTrace trace = Trace(samples, TimeSpan.FromSeconds(1));

        Assert.That(trace.Integrate(At(0), At(4)).Joules, Is.EqualTo(example.GetProperty("trapezoid").GetDouble()).Within(1e-12));
    }

    [Test]
    public void Integrate_PhaseShorterThanTwoPeriods_IsUnresolvedNotIdle()
    {
        PhaseEnergy energy = Golden().Integrate(At(.2), At(.39));

        Assert.Multiple(() =>
        {
            Assert.That(energy.Resolution, Is.EqualTo(PhaseResolution.TooShort));
            Assert.That(energy.Joules, Is.Null);
            Assert.That(energy.AverageWatts, Is.Null);
            Assert.That(energy.Samples, Is.EqualTo(2));
        });
    }

    [Test]
    public void Integrate_WithIdle_SubtractsTheBaseline()
    {
        PowerTrace trace = Trace([.. Enumerable.Range(0, 41).Select(i => (i * .1, i < 20 ? 4.0 + (i == 3 ? 90 : 0) : 24.0))]);
        double? idle = trace.IdleWatts(At(0), At(1.9));
        PhaseEnergy energy = trace.Integrate(At(2), At(4), idle);

        Assert.That(idle, Is.EqualTo(4), "the median: one spike does not count");
        Assert.That(energy.Joules, Is.EqualTo(48).Within(1e-9));
        Assert.That(energy.NetJoules, Is.EqualTo(40).Within(1e-9));
        Assert.That(trace.Integrate(At(2), At(4)).NetJoules, Is.Null, "an unknown baseline is not 0");
    }

    [Test]
    public void Integrate_SamplesThatAreNotNumbers_AreLeftOut()
    {
        PowerTrace trace = Trace([.. Enumerable.Range(0, 21).Select(i => (i * .1, i is 7 or 8 ? double.NaN : i == 12 ? double.PositiveInfinity : 10.0))]);

        Assert.That(trace.Samples, Has.Count.EqualTo(18));
        Assert.That(trace.Integrate(At(0), At(2)).Joules, Is.EqualTo(20).Within(1e-9));
    }

    [Test]
    public void Integrate_RailThatVanished_IsMissingNotInterpolated()
    {
        PowerTrace trace = Trace([.. Enumerable.Range(0, 41).Where(i => i is < 10 or > 20).Select(i => (i * .1, 10.0))]);

        Assert.That(trace.Integrate(At(0), At(4)).Resolution, Is.EqualTo(PhaseResolution.Missing));
        Assert.That(trace.Integrate(At(0), At(4)).Joules, Is.Null);
        Assert.That(trace.Integrate(At(2.1), At(4)).Joules, Is.EqualTo(19).Within(1e-9), "what is whole is measured");
        Assert.That(trace.Integrate(At(3), At(9)).Resolution, Is.EqualTo(PhaseResolution.Missing), "the rail ends before the phase");
    }

    [Test]
    public void Integrate_NoSamples_IsMissing()
    {
        Assert.That(Trace([]).Integrate(At(0), At(1)).Resolution, Is.EqualTo(PhaseResolution.Missing));
        Assert.That(Trace([]).IdleWatts(At(0), At(1)), Is.Null);
        Assert.That(() => Golden().Integrate(At(1), At(0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Integrate_Counter_IsItsDifferenceWithLinesBetween()
    {
        PowerTrace trace = new("package-0", PowerMeterKind.EnergyCounter, Period, [.. Enumerable.Range(0, 11).Select(i => new PowerSample(At(i * .1), null, i * i * .1))]);

        Assert.That(trace.Integrate(At(.2), At(.8)).Joules, Is.EqualTo(6.4 - .4).Within(1e-9));
        Assert.That(trace.Integrate(At(.25), At(.8)).Joules, Is.EqualTo(6.4 - .65).Within(1e-9));
    }

    /// <summary>Any split of a whole trace adds up, and power between a floor and a ceiling gives energy between theirs.</summary>
    [Test]
    public void Integrate_AnySplit_AddsUp() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll<int>(AddsUp));

    private static bool AddsUp(int seed)
    {
        Random random = new(seed);
        PowerTrace trace = Trace([.. Enumerable.Range(0, 50).Select(i => (i * .1, 5 + (20 * random.NextDouble())))]);
        double split = .2 + (4.4 * random.NextDouble());
        double whole = trace.Integrate(At(0), At(4.8)).Joules!.Value;
        double parts = trace.Integrate(At(0), At(split)).Joules!.Value + trace.Integrate(At(split), At(4.8)).Joules!.Value;
        return Math.Abs(whole - parts) < 1e-9 && whole is > 5 * 4.8 and < 25 * 4.8;
    }

    [Test]
    public void Composite_SumsRails_AndIsUnknownWhereOneIs()
    {
        StubMeter left = new("A", PowerMeterKind.Power, () => 10), right = new("B", PowerMeterKind.Power, () => 5) { Period = TimeSpan.FromSeconds(1) };
        CompositePowerMeter sum = new("both", left, right);
        double? together = sum.Read().Watts;
        right.Watts = () => null;

        Assert.Multiple(() =>
        {
            Assert.That(together, Is.EqualTo(15));
            Assert.That(sum.Read().Watts, Is.Null);
            Assert.That(sum.Rail, Is.EqualTo("A+B"));
            Assert.That(sum.Period, Is.EqualTo(TimeSpan.FromSeconds(1)), "no faster than its slowest part");
            Assert.That(() => new CompositePowerMeter("x", left, new StubMeter("C", PowerMeterKind.EnergyCounter, () => 1)), Throws.ArgumentException);
            Assert.That(() => new CompositePowerMeter("x", left, left), Throws.ArgumentException);
            Assert.That(() => new CompositePowerMeter("x"), Throws.ArgumentException);
        });
    }

    [Test]
    public async Task Recorder_ReadsInItsPeriod_AndTheMeterSlowerThanThePhaseIsUnresolved()
    {
        ManualTime time = new();
        TimeSpan start = time.MonotonicNow();
        StubMeter meter = new("A", PowerMeterKind.Power, () => 20) { Clock = time, Period = TimeSpan.FromSeconds(1) };
        await using PowerRecorder recorder = new(meter, timeProvider: time);
        time.Advance(TimeSpan.FromSeconds(10));
        PowerTrace trace = await recorder.StopAsync();
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Multiple(() =>
        {
            Assert.That(trace.Samples, Has.Count.EqualTo(11), "one at once, then one a second; two at the same instant are one");
            Assert.That(trace.Integrate(start, start + TimeSpan.FromSeconds(10)).Joules, Is.EqualTo(200).Within(1e-9));
            Assert.That(trace.Integrate(start, start + TimeSpan.FromSeconds(1.9)).Resolution, Is.EqualTo(PhaseResolution.TooShort));
        });
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static PowerTrace Trace(IReadOnlyList<(double Seconds, double Watts)> samples, TimeSpan? period = null)
        => new("rail", PowerMeterKind.Power, period ?? Period, samples.Select(sample => new PowerSample(At(sample.Seconds), sample.Watts, null)));

    private sealed class StubMeter(string rail, PowerMeterKind kind, Func<double?> watts) : IPowerMeter
    {
        public Func<double?> Watts { get; set; } = watts;

        public TimeProvider Clock { get; init; } = new ManualTime();

        public string Name => rail;

        public string Rail => rail;

        public PowerMeterKind Kind => kind;

        public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(.1);

        public PowerSample Read() => new(Clock.MonotonicNow(), Watts(), null);
    }
}
