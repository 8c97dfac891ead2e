using System.Text.Json.Nodes;
using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Profiles;

public sealed class DeviceProfileTests
{
    private static readonly BackendIdentity Here = new() { Library = "llama.cpp", Version = "v0.5.0", Backend = "CPU", Device = "Xeon", Threads = 2, KeyType = "f16", ValueType = "f16" };

    private static DeviceProfile Sample => new()
    {
        Model = new ProfiledModel { Name = "tiny", Quantization = "Q4_0", SizeBytes = 1000 },
        Backend = Here,
        Device = new DeviceState
        {
            ModelName = "Board",
            PowerMode = "2 30W",
            Governors = ["schedutil"],
            Temperatures = new Dictionary<string, double> { ["cpu"] = 51.5 },
            MaxMegahertz = new Dictionary<string, double> { ["cpu"] = 2200 },
        },
        Provenance = Provenance.Measured,
        MeasuredAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Prefill = PrefillFit.Fit([.. Enumerable.Range(1, 9).Select(i => new PrefillPoint(100 * i, .01 + (.001 * i)))], PrefillForm.Piecewise),
        Decode = new DecodeLatencyModel { SecondsPerStep = .01, SecondsPerContextToken = 1e-6, FittedContextTokens = new TokenRange(16, 1024) },
        Parallel =
        [
            new ParallelDecodeModel { Layout = KvLayout.Separate, Costs = [new SequenceCost(1, .01), new SequenceCost(8, .02)], SecondsPerAttendedToken = 1e-6 },
            new ParallelDecodeModel { Layout = KvLayout.Unified, Costs = [new SequenceCost(1, .01), new SequenceCost(8, .03)], SecondsPerAttendedToken = 2e-6 },
        ],
        PowerRail = "package-0",
        PowerPeriodSeconds = .01,
        DecodePower = new SaturatingPower { SteadyWatts = 20, RiseWatts = 5, TimeConstantSeconds = 1 },
        IdleWatts = 4,
        Memory = new MemoryModel { WeightBytes = 1000, KvBytesPerToken = 10 },
    };

    [Test]
    public void Json_RoundTrip_KeepsEverything()
    {
        string json = Sample.ToJson();
        DeviceProfile read = DeviceProfile.FromJson(json);

        Assert.Multiple(() =>
        {
            Assert.That(read.ToJson(), Is.EqualTo(json));
            Assert.That(read.Prefill, Is.TypeOf<PiecewisePrefill>());
            Assert.That(read.Latency().PredictSeconds(300, 50, 4), Is.EqualTo(Sample.Latency().PredictSeconds(300, 50, 4)));
            Assert.That(read.Latency(KvLayout.Unified).Parallel!.SecondsPerAttendedToken, Is.EqualTo(2e-6));
            Assert.That(read.Energy().Predict(300, 50), Is.EqualTo(Sample.Energy().Predict(300, 50)));
            Assert.That(read.Energy().Predict(300, 50).TotalJoules, Is.Null, "prefill power is unknown");
            Assert.That(read.PrefillPower, Is.Null);
            Assert.That(read.Prefill.Fit!.Parameters, Is.EqualTo(Sample.Prefill.Fit!.Parameters));
        });
    }

    /// <summary>Unified memory spares the copies of a long prompt; separate memory spares the attention over the others' replies.</summary>
    [Test]
    public void FasterLayout_LongPromptOrLongReplies_WeighsCopiesAgainstAttention()
    {
        ParallelDecodeModel separate = new() { Layout = KvLayout.Separate, Costs = [new SequenceCost(1, .01)], SecondsPerAttendedToken = 1e-6, SecondsPerCopiedToken = 1e-5 };
        DeviceProfile profile = Sample with { Parallel = [separate, separate with { Layout = KvLayout.Unified, SecondsPerCopiedToken = 0 }] };

        Assert.Multiple(() =>
        {
            Assert.That(profile.FasterLayout(16, 2000, 10), Is.EqualTo(KvLayout.Unified));
            Assert.That(profile.FasterLayout(16, 100, 400), Is.EqualTo(KvLayout.Separate));
            Assert.That((profile with { Parallel = [separate] }).FasterLayout(16, 100, 400), Is.Null, "one layout cannot be compared");
        });
    }

    [Test]
    public void Json_OfTheCatalogue_RoundTripsInBothModes()
    {
        foreach (ArtifactModel model in Enum.GetValues<ArtifactModel>())
        {
            foreach (ArtifactMode mode in Enum.GetValues<ArtifactMode>())
            {
                DeviceProfile profile = ArtifactCatalog.Profile(model, mode);
                DeviceProfile read = DeviceProfile.FromJson(profile.ToJson());
                Assert.That(read.Energy().Predict(512, 300), Is.EqualTo(profile.Energy().Predict(512, 300)));
            }
        }
    }

    [TestCase("{}", "no schemaVersion")]
    [TestCase("[]", "no schemaVersion")]
    [TestCase("{", "not a device profile")]
    [TestCase("{\"schemaVersion\": \"1\"}", "not a device profile")]
    [TestCase("{\"schemaVersion\": 7}", "schema version 7; this library reads 1. Update the library")]
    [TestCase("{\"schemaVersion\": 0}", "schema version 0; this library reads 1. Profile the device again")]
    [TestCase("{\"schemaVersion\": 1}", "not a device profile")]
    public void FromJson_WhatIsNoProfile_SaysWhy(string json, string message)
        => Assert.That(() => DeviceProfile.FromJson(json), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));

    [Test]
    public void FromJson_UnknownForm_IsRefused()
    {
        JsonNode json = JsonNode.Parse(Sample.ToJson())!;
        json["prefill"]!["form"] = "cubic";

        Assert.That(() => DeviceProfile.FromJson(json.ToJsonString()), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void For_SameDevice_IsTheProfileItself()
    {
        DeviceProfile profile = Sample;

        Assert.That(profile.For(Here, profile.Device, profile.Model), Is.SameAs(profile));
        Assert.That(profile.For(Here with { KeyType = null }), Is.SameAs(profile), "what is unknown is not compared");
        Assert.That(profile.For(Here with { Layout = KvLayout.Unified }), Is.SameAs(profile), "both layouts were measured");
    }

    [Test]
    public void For_AnotherDevice_IsRefusedAndSaysWhatDiffers()
    {
        DeviceProfile profile = Sample;
        BackendIdentity other = Here with { Device = "Orin", Threads = 8 };
        DeviceState state = profile.Device with { PowerMode = "0 MAXN" };
        DeviceMismatchException exception = Assert.Throws<DeviceMismatchException>(() => profile.For(other, state, profile.Model with { Quantization = "Q8_0" }))!;

        Assert.Multiple(() =>
        {
            Assert.That(exception.Differences.Select(difference => difference.What), Is.EquivalentTo(new[] { "device", "threads", "power mode", "quantisation" }));
            Assert.That(exception.Message, Does.Contain("device: 'Xeon' in the profile, 'Orin' here").And.Contain("power mode: '2 30W' in the profile, '0 MAXN' here").And.Contain("Allow"));
        });
    }

    [Test]
    public void For_AnotherDeviceAsAsked_IsMarkedAsImported()
    {
        DeviceProfile borrowed = Sample.For(Here with { Device = "Orin" }, onMismatch: DeviceMismatch.Allow);

        Assert.That(borrowed.Provenance, Is.EqualTo(Provenance.Imported));
        Assert.That(Sample.Provenance, Is.EqualTo(Provenance.Measured));
    }

    [Test]
    public void Check30_BarsOfAServer_AreNotTakenForTheOrin()
    {
        DeviceProfile orin = ArtifactCatalog.Profile(ArtifactModel.Qwen1B5);
        SweepRow[] bars = [.. SweepData.Rows("accuracy_points.csv").Where(row => row.Text("source") == "plotting/plot_L1_PS.py")];

        Assert.Multiple(() =>
        {
            Assert.That(bars.Select(bar => bar.Number("accuracy_pct")), Is.EqualTo(new[] { 39.0333, 41.0, 44.7, 45.6 }));
            Assert.That(bars.Select(bar => bar.Number("latency_s")), Is.EqualTo(new[] { .6547, .7267, 1.2303, 1.2594 }).Within(5e-5));
            Assert.That(bars.Select(bar => 1000 * bar.Number("latency_s") / bar.Number("token_budget")), Is.EqualTo(new[] { 5.11, 5.68, 4.81, 4.92 }).Within(6e-3));
            foreach (SweepRow bar in bars)
            {
                Observation unnamed = new(null, null, bar.Whole("token_budget"), bar.Number("latency_s"));
                Assert.That(() => orin.RequireSameDevice(unnamed), Throws.InstanceOf<DeviceMismatchException>().With.Message.Contains("not the pace of NVIDIA Jetson AGX Orin 64GB"));
                Assert.That(() => orin.RequireSameDevice(unnamed with { Device = "DGX H100" }), Throws.InstanceOf<DeviceMismatchException>().With.Message.Contains("'DGX H100' here"));
            }

            Observation own = new(null, null, 128, 128 * .0247);
            Assert.That(() => orin.RequireSameDevice(own), Throws.Nothing);
            Assert.That(() => orin.RequireSameDevice(own with { Device = "NVIDIA Jetson AGX Orin 64GB" }), Throws.Nothing);
        });
    }
}
