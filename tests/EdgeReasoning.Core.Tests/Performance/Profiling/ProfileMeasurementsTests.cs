using EdgeReasoning.Inference;
using EdgeReasoning.Performance.Tests.Meters;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Profiling;

public sealed class ProfileMeasurementsTests
{
    [Test]
    public async Task Json_RoundTrip_KeepsEveryPointAndFitsTheSame()
    {
        TimedDevice device = new();
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options(20));
        string json = run.Measurements.ToJson();
        ProfileMeasurements read = ProfileMeasurements.FromJson(json);

        Assert.That(read.ToJson(), Is.EqualTo(json));
        Assert.That(read.Decodes, Is.EqualTo(run.Measurements.Decodes));
        Assert.That(DeviceProfiler.Fit(read).Profile.ToJson(), Is.EqualTo(run.Profile.ToJson()));
    }

    [TestCase("{}", "no schemaVersion")]
    [TestCase("{\"schemaVersion\": 7}", "schema version 7; this library reads 1")]
    [TestCase("{\"schemaVersion\": 1}", "not a file of profile measurements")]
    public void FromJson_WhatIsNone_SaysWhy(string json, string message)
        => Assert.That(() => ProfileMeasurements.FromJson(json), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));

    [Test]
    public async Task Fit_WithAMeter_KnowsThePower()
    {
        TimedDevice device = new();
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options(60) with { Meter = new SteadyMeter(device.Clock, .01) });

        Assert.Multiple(() =>
        {
            Assert.That(run.Profile.PowerRail, Is.EqualTo("board"));
            Assert.That(run.Profile.Energy().Predict(200, 100).Decode!.Value.Value, Is.EqualTo(12 * run.Profile.Decode.PredictSeconds(200, 100)).Within(1).Percent);
            Assert.That(run.Profile.Energy().Predict(200, 100).Prefill!.Value.Value, Is.EqualTo(12 * run.Profile.Prefill.PredictSeconds(200)).Within(1).Percent);
            Assert.That(run.Profile.PowerRisePerDoubling, Is.Zero.Within(1e-6));
            Assert.That(run.Profile.IdleWatts, Is.Null, "it was not read");
        });
    }

    [Test]
    public async Task Fit_WithAMeterThatIsTooSlow_LeavesPowerUnknownAndSaysSo()
    {
        TimedDevice device = new();
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options(60) with { Meter = new SteadyMeter(device.Clock, 1000) });

        Assert.That(run.Profile.DecodePower, Is.Null);
        Assert.That(run.Notes, Has.One.Contains("take a faster meter"));
    }

    [Test]
    public void DriftRatio_FewReferences_IsUnknown()
        => Assert.That(Drift.Ratio([new(0, 1), new(1, 1), new(2, 1)]), Is.Null);

    [Test]
    public void DriftRatio_OneStall_IsNotADrift()
        => Assert.That(Drift.Ratio([.. Enumerable.Range(0, 20).Select(i => new ReferenceSample(i, i == 18 ? 30 : 1))]), Is.EqualTo(1).Within(1e-9));

    private sealed class SteadyMeter(ManualTime clock, double period) : IPowerMeter
    {
        public string Name => "steady";

        public string Rail => "board";

        public PowerMeterKind Kind => PowerMeterKind.Power;

        public TimeSpan Period => TimeSpan.FromSeconds(period);

        public PowerSample Read() => new(clock.MonotonicNow(), 12, null);
    }
}
