using EdgeReasoning.Inference;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Profiling;

public sealed class DeviceProfilerTests
{
    [Test]
    public async Task Profile_KnownCosts_RecoversThemInBothLayouts()
    {
        TimedDevice device = new();
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options());
        DeviceProfile profile = run.Profile;

        Assert.Multiple(() =>
        {
            Assert.That(profile.Prefill.PredictSeconds(700), Is.EqualTo(TimedDevice.Prefill + (700 * TimedDevice.PerPromptToken)).Within(.1).Percent);
            Assert.That(profile.Decode.SecondsPerStep, Is.EqualTo(TimedDevice.Base).Within(.1).Percent);
            Assert.That(profile.Decode.SecondsPerContextToken, Is.EqualTo(TimedDevice.PerAttendedToken).Within(.1).Percent);
            Assert.That(profile.Parallel.Select(model => model.Layout), Is.EqualTo(new[] { KvLayout.Separate, KvLayout.Unified }));
            foreach (ParallelDecodeModel model in profile.Parallel)
            {
                Assert.That(model.Costs.Select(cost => cost.Sequences), Is.EqualTo(new[] { 1, 2, 4, 8, 16 }));
                foreach (SequenceCost cost in model.Costs) Assert.That(cost.SecondsPerStep, Is.EqualTo(TimedDevice.Base + ((cost.Sequences - 1) * TimedDevice.PerSequence)).Within(.1).Percent);
                Assert.That(model.SecondsPerAttendedToken, Is.EqualTo(TimedDevice.PerAttendedToken).Within(.1).Percent);
            }

            Assert.That(profile.Parallel[0].SecondsPerCopiedToken, Is.EqualTo(TimedDevice.PerCopiedToken).Within(1).Percent);
            Assert.That(profile.Parallel[1].SecondsPerCopiedToken, Is.Zero);
            Assert.That(profile.FasterLayout(16, 2000, 4), Is.EqualTo(KvLayout.Unified), "copies cost more than attention over few tokens");
            Assert.That(profile.FasterLayout(16, 100, 400), Is.EqualTo(KvLayout.Separate));
            Assert.That(profile.Memory, Is.EqualTo(new MemoryModel { WeightBytes = 1000, KvBytesPerToken = 64 }));
            Assert.That(profile.Provenance, Is.EqualTo(Provenance.Measured));
            Assert.That(run.Measurements.Decodes.Concat<object>(run.Measurements.Prefills), Is.All.Property(nameof(DecodeSample.IsOutlier)).False);
            Assert.That(run.Notes, Is.Empty);
        });
    }

    [Test]
    public async Task Profile_ExactTimes_EndsWhenEveryPointIsKnownThrice()
    {
        TimedDevice device = new();
        ProfileMeasurements measured = await DeviceProfiler.MeasureAsync(device.Model(), device.Options() with { PromptTokens = [16, 64, 256, 1024] });

        Assert.That(measured.Decodes.GroupBy(sample => (sample.Layout, sample.PromptTokens, sample.Sequences)).Select(point => point.Count()), Is.All.EqualTo(3));
        Assert.That(measured.Decodes, Has.Count.EqualTo(2 * 4 * 5 * 3));
    }

    [TestCase(20)]
    [TestCase(120)]
    public async Task Profile_TimesThatNeverSettle_KeepsTheTimeBudget(double budget)
    {
        Random random = new(5);
        TimedDevice device = new() { Slowdown = _ => 1 + (.5 * random.NextDouble()) };
        TimeSpan start = device.Clock.MonotonicNow();
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options(budget) with { Precision = 1e-6, MaxRounds = 1000 });

        Assert.That((device.Clock.MonotonicNow() - start).TotalSeconds, Is.InRange(.8 * budget, 1.05 * budget));
        Assert.That(run.Measurements.Decodes.Max(sample => sample.Round), Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task Profile_LessTimeThanOneRound_MeasuresTheLeastAndSaysSo()
    {
        TimedDevice device = new();
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options(.5));

        Assert.That(run.Measurements.Decodes, Is.All.Property(nameof(DecodeSample.Round)).Zero);
        Assert.That(run.Measurements.Grid.SequenceCounts, Is.EqualTo(new[] { 1, 4, 16 }));
        Assert.That(run.Notes, Has.One.Contains("more than the 0.5 s given"));
        Assert.That(run.Profile.Latency().PredictSeconds(50, 30, 16), Is.GreaterThan(0).And.LessThan(10));
    }

    [Test]
    public async Task Profile_Resumed_MeasuresOnlyWhatIsMissing()
    {
        TimedDevice device = new();
        ProfilerOptions options = device.Options() with { PromptTokens = [16, 64, 256, 1024], ReplyTokens = 16 };
        ProfileMeasurements whole = await DeviceProfiler.MeasureAsync(device.Model(), options);
        ProfileMeasurements? part = null;
        using CancellationTokenSource cancel = new();
        Task cancelled = DeviceProfiler.MeasureAsync(device.Model(), options with { OnMeasured = Stop }, null, cancel.Token);
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());

        ProfileMeasurements resumed = await DeviceProfiler.MeasureAsync(device.Model(), options with { Earlier = ProfileMeasurements.FromJson(part!.ToJson()) });
        int calls = device.DecodeCalls;
        ProfileMeasurements again = await DeviceProfiler.MeasureAsync(device.Model(), options with { Earlier = resumed });

        Assert.Multiple(() =>
        {
            Assert.That(part.Prefills, Has.Count.EqualTo(5));
            Assert.That(resumed.Prefills.Take(5), Is.EqualTo(part.Prefills));
            Assert.That(resumed.Decodes.Select(Key), Is.EqualTo(whole.Decodes.Select(Key)), "the order is the seed's");
            Assert.That(resumed.SpentSeconds, Is.GreaterThan(part.SpentSeconds));
            Assert.That(again.Decodes, Is.EqualTo(resumed.Decodes), "nothing is missing");
            Assert.That(device.DecodeCalls - calls, Is.LessThan(50), "warming up alone");
        });

        void Stop(ProfileMeasurements measured)
        {
            part = measured;
            if (measured.Prefills.Count == 5) cancel.Cancel();
        }

        static object Key(DecodeSample sample) => (sample.Layout, sample.PromptTokens, sample.Sequences, sample.Round);
    }

    [Test]
    public async Task Profile_ResumedElsewhere_IsRefused()
    {
        TimedDevice device = new();
        ProfilerOptions options = device.Options(20);
        ProfileMeasurements measured = await DeviceProfiler.MeasureAsync(device.Model(), options);

        Assert.That(
            async () => await DeviceProfiler.MeasureAsync(device.Model("other"), options with { Earlier = measured }),
            Throws.InstanceOf<DeviceMismatchException>().With.Message.Contains("other"));
    }

    [Test]
    public void Profile_Cancelled_StopsAfterTheCallUnderWayAndFreesItsContexts([Values(3, 40, 400)] int call)
    {
        using CancellationTokenSource cancel = new();
        TimedDevice device = new() { BeforeDecode = number => StopAt(number) };
        ScriptedModel model = device.Model();

        Assert.That(async () => await DeviceProfiler.ProfileAsync(model, device.Options(), null, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(device.DecodeCalls, Is.LessThanOrEqualTo(call + 2));
        Assert.That(model.Contexts, Is.Not.Empty.And.All.Property(nameof(ScriptedContext.IsDisposed)).True);

        void StopAt(int number)
        {
            if (number == call) cancel.Cancel();
        }
    }

    [Test]
    public async Task Profile_OneStall_IsKeptAndMarked()
    {
        bool stalled = false;
        TimedDevice device = new();
        device.StepSlowdown = (sequences, step) => !stalled && sequences == 16 && step == 5 && device.Clock.MonotonicNow() > TimeSpan.FromSeconds(140) ? Stall() : 1;
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options());

        int marked = run.Measurements.Decodes.Count(sample => sample.IsOutlier) + run.Measurements.Prefills.Count(sample => sample.IsOutlier);
        Assert.That(stalled, Is.True);
        Assert.That(marked, Is.EqualTo(1));
        Assert.That(run.Profile.Decode.SecondsPerStep, Is.EqualTo(TimedDevice.Base).Within(.2).Percent);
        Assert.That(run.Profile.Prefill.PredictSeconds(700), Is.EqualTo(.72).Within(.2).Percent);

        double Stall()
        {
            stalled = true;
            return 200;
        }
    }

    [Test]
    public async Task Profile_DeviceThatHeatsUp_NoticesTheDrift()
    {
        TimedDevice device = new() { Slowdown = now => 1 + ((now.TotalSeconds - 100) / 500) };
        ProfileRun run = await DeviceProfiler.ProfileAsync(device.Model(), device.Options(100) with { Precision = 1e-6, MaxRounds = 1000 });

        // A fifth slower after the 100 s; the first reference is not at their begin, nor the last at their end.
        Assert.That(run.Measurements.DriftRatio(), Is.InRange(1.15, 1.22));
        Assert.That(run.Notes, Has.One.Contains("pace changed by +"));
        Assert.That(run.Profile.Notes, Does.Contain("pace changed by +"));
    }

    [Test]
    public async Task Profile_Progress_RisesToOne()
    {
        TimedDevice device = new();
        List<ProfileProgress> told = [];
        await DeviceProfiler.ProfileAsync(device.Model(), device.Options(60), new Listener(told));

        Assert.That(told.Select(progress => progress.Fraction), Is.Ordered.And.All.InRange(0, 1));
        Assert.That(told[^1].Fraction, Is.EqualTo(1));
        Assert.That(told, Has.Some.Property(nameof(ProfileProgress.Phase)).Contains("Unified memory"));
    }

    [TestCaseSource(nameof(WrongOptions))]
    public void Profile_WrongOption_IsNamed(ProfilerOptions options, string name)
        => Assert.That(() => DeviceProfiler.MeasureAsync(new TimedDevice().Model(), options), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(name));

    [Test]
    public void Profile_PromptBeyondTheModel_IsRefusedWithBothNumbers()
    {
        TimedDevice device = new();
        ScriptedModel model = device.Model();
        model.Info = model.Info with { ContextLength = 512 };

        Assert.That(async () => await DeviceProfiler.MeasureAsync(model, device.Options() with { PromptTokens = [100, 600] }),
            Throws.ArgumentException.With.Message.Contains("600 tokens").And.Message.Contains("512 tokens"));
    }

    [Test]
    public async Task Profile_ShortContext_StaysWithin()
    {
        TimedDevice device = new();
        ScriptedModel model = device.Model();
        model.Info = model.Info with { ContextLength = 512 };
        ProfileMeasurements measured = await DeviceProfiler.MeasureAsync(model, device.Options());

        Assert.That(measured.Grid.PromptTokens[^1] + measured.Grid.ReplyTokens, Is.InRange(450, 512));
    }

    private static IEnumerable<TestCaseData> WrongOptions()
    {
        ProfilerOptions right = new();
        yield return new TestCaseData(right with { TimeBudget = TimeSpan.Zero }, "TimeBudget").SetArgDisplayNames("TimeBudget = TimeSpan.Zero");
        yield return new TestCaseData(right with { Layouts = [] }, "Layouts").SetArgDisplayNames("Layouts = []");
        yield return new TestCaseData(right with { Layouts = [KvLayout.Unified, KvLayout.Unified] }, "Layouts").SetArgDisplayNames("Layouts = [KvLayout.Unified, KvLayout.Unified]");
        yield return new TestCaseData(right with { SequenceCounts = [2, 4] }, "SequenceCounts").SetArgDisplayNames("SequenceCounts = [2, 4]");
        yield return new TestCaseData(right with { SequenceCounts = [1, 4, 4] }, "SequenceCounts").SetArgDisplayNames("SequenceCounts = [1, 4, 4]");
        yield return new TestCaseData(right with { SequenceCounts = [1, 256] }, "SequenceCounts").SetArgDisplayNames("SequenceCounts = [1, 256]");
        yield return new TestCaseData(right with { MaxPromptTokens = 63 }, "MaxPromptTokens").SetArgDisplayNames("MaxPromptTokens = 63");
        yield return new TestCaseData(right with { PromptTokens = [64] }, "PromptTokens").SetArgDisplayNames("PromptTokens = [64]");
        yield return new TestCaseData(right with { PromptTokens = [64, 32] }, "PromptTokens").SetArgDisplayNames("PromptTokens = [64, 32]");
        yield return new TestCaseData(right with { ReplyTokens = 3 }, "ReplyTokens").SetArgDisplayNames("ReplyTokens = 3");
        yield return new TestCaseData(right with { Precision = 0 }, "Precision").SetArgDisplayNames("Precision = 0");
        yield return new TestCaseData(right with { MaxRounds = 0 }, "MaxRounds").SetArgDisplayNames("MaxRounds = 0");
        yield return new TestCaseData(right with { MaxBatchTokens = 15 }, "MaxBatchTokens").SetArgDisplayNames("MaxBatchTokens = 15");
        yield return new TestCaseData(right with { IdleTime = TimeSpan.FromSeconds(-1) }, "IdleTime").SetArgDisplayNames("IdleTime = TimeSpan.FromSeconds(-1)");
    }

    private sealed class Listener(List<ProfileProgress> told) : IProgress<ProfileProgress>
    {
        public void Report(ProfileProgress value) => told.Add(value);
    }
}
