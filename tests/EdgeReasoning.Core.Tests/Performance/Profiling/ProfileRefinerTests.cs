using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Profiling;

public sealed class ProfileRefinerTests
{
    private ProfileRun _run = null!;

    [OneTimeSetUp]
    public async Task Measure()
    {
        TimedDevice device = new();
        _run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options(20));
    }

    [Test]
    public void Refine_WithoutRequests_IsTheMeasuredProfile()
        => Assert.That(new ProfileRefiner(_run.Measurements).Refine().ToJson(), Is.EqualTo(_run.Profile.ToJson()));

    [Test]
    public void Refine_SlowerRequests_FollowsThemAndWidensTheRange()
    {
        ProfileRefiner refiner = new(_run.Measurements);
        LatencyModel latency = _run.Profile.Latency();
        for (int i = 0; i < 256; i++)
        {
            (int prompt, int reply, int k) = (50 + i, 500 + (10 * i), i % 2 == 0 ? 1 : 16);
            Assert.That(refiner.TryObserve(Request(prompt, reply, k, 1.3 * latency.Prefill.PredictSeconds(prompt), 1.3 * latency.DecodeSeconds(prompt, reply, k))), Is.True);
        }

        DeviceProfile refined = refiner.Refine();
        Assert.Multiple(() =>
        {
            Assert.That(refined.Latency().PredictSeconds(200, 2000), Is.EqualTo(1.3 * latency.PredictSeconds(200, 2000)).Within(3).Percent);
            Assert.That(refined.Latency().PredictSeconds(200, 2000, 16), Is.EqualTo(1.3 * latency.PredictSeconds(200, 2000, 16)).Within(3).Percent);
            Assert.That(_run.Profile.Decode.Predict(200, 2000).IsExtrapolated, Is.True);
            Assert.That(refined.Decode.Predict(200, 2000).IsExtrapolated, Is.False);
        });
    }

    [Test]
    public void TryObserve_BeyondCapacity_KeepsTheNewest()
    {
        ProfileRefiner refiner = new(_run.Measurements, capacity: 3);
        for (int i = 0; i < 9; i++) refiner.TryObserve(Request(100, 50, 1, null, _run.Profile.Decode.PredictSeconds(100, 50)));

        Assert.That(refiner.Count, Is.EqualTo(3));
    }

    [Test]
    public void TryObserve_WhatSaysNothing_IsNotTaken()
    {
        ProfileRefiner refiner = new(_run.Measurements);
        double right = _run.Profile.Decode.PredictSeconds(100, 50);

        Assert.Multiple(() =>
        {
            Assert.That(refiner.TryObserve(Request(100, 50, 1, null, null)), Is.False, "no time");
            Assert.That(refiner.TryObserve(Request(100, 1, 1, null, .1)), Is.False, "no step");
            Assert.That(refiner.TryObserve(Request(100, 50, 3, null, right)), Is.False, "3 sequences were never measured");
            Assert.That(refiner.TryObserve(Request(100, 50, 1, null, 3 * right)), Is.False, "it did not run alone");
            Assert.That(refiner.TryObserve(Request(100, 50, 1, 60, right)), Is.False, "its prompt waited");
            Assert.That(refiner.Count, Is.Zero);
        });
    }

    [Test]
    public void TryObserve_FromElsewhere_IsRefused()
    {
        FinishedRequest request = Request(100, 50, 1, null, _run.Profile.Decode.PredictSeconds(100, 50));

        Assert.That(() => new ProfileRefiner(_run.Measurements).TryObserve(request with { Backend = request.Backend with { Device = "server" } }),
            Throws.InstanceOf<DeviceMismatchException>().With.Message.Contains("'server' here"));
    }

    private FinishedRequest Request(int prompt, int reply, int sequences, double? prefill, double? decode)
        => new(_run.Profile.Backend, prompt, reply, sequences, prefill, decode);
}
