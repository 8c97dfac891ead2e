using System.Diagnostics;
using EdgeReasoning.EvaluationProcess;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

/// <summary>Stores that disappear or dawdle under a run, and two processes that want the same one.</summary>
public sealed class TraceStoreFaultTests
{
    private Scratch _folder = null!;

    [SetUp]
    public void Make() => _folder = new Scratch();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Add_DiskVanishes_SaysSoAndHoldsWhatItHad()
    {
        var disk = new VanishingDisk();
        var store = new TraceStore("run.jsonl", disk, null, new TraceStoreOptions());
        store.Begin(Samples.Run());
        store.Add(Samples.StoredModel());
        store.Add(Samples.Stored("q0", 0, "4"));
        disk.IsGone = true;
        for (int i = 0; i < 2; i++)
            Assert.That(() => store.Add(Samples.Stored("q0", 1, "5")), Throws.TypeOf<TraceStoreException>().With.Message.Contains("No such device"));
        Assert.That(store.Traces, Has.Count.EqualTo(1));
        Assert.That(store.Dispose, Throws.Nothing);
    }

    [Test]
    [Platform("Unix")]
    public void Add_FileRemovedMeanwhile_IsNotWrittenToNowhere()
    {
        using TraceStore store = TraceStore.Open(_folder["run.jsonl"]);
        store.Begin(Samples.Run());
        store.Add(Samples.StoredModel());
        File.Delete(_folder["run.jsonl"]);
        Assert.That(() => store.Add(Samples.Stored("q0", 0, "4")), Throws.TypeOf<TraceStoreException>().With.Message.Contains("is gone"));
        Assert.That(store.Traces, Is.Empty);
    }

    [Test]
    public void RunAsync_DiskVanishes_EndsWithTheReasonAndNotWithFailures()
    {
        var disk = new VanishingDisk { WritesLeft = 40 };
        using var store = new TraceStore("run.jsonl", disk, null, new TraceStoreOptions());
        Assert.That(async () => await Workload.RunAsync(store), Throws.InstanceOf<TraceStoreException>().With.Message.Contains("No such device"));
        Assert.That(store.Traces, Has.Count.InRange(30, 39));
        Assert.That(store.Failures, Is.Empty);
    }

    [Test]
    public async Task RunAsync_SlowDisk_StoresTheSame()
    {
        using var slow = new TraceStore("slow", new VanishingDisk { PauseOneIn = 50 }, null, new TraceStoreOptions());
        using var quick = new TraceStore("quick", new MemoryStream(), null, new TraceStoreOptions());
        await Workload.RunAsync(slow);
        await Workload.RunAsync(quick);
        Assert.That(Samples.Contents(slow), Is.EqualTo(Samples.Contents(quick)));
    }

    [Test]
    public async Task RunAsync_ProgressThrows_EndsTheRunWhichGoesOnLater()
    {
        using (TraceStore store = TraceStore.Open(_folder["run.jsonl"]))
        {
            Assert.That(async () => await Workload.RunAsync(store, new ThrowingProgress(after: 20)), Throws.TypeOf<NotSupportedException>());
            Assert.That(store.Traces, Has.Count.InRange(20, Workload.Traces - 1));
            Assert.That(store.Failures, Is.Empty, "no request failed");
        }

        using (TraceStore store = TraceStore.Open(_folder["run.jsonl"]))
        {
            await Workload.RunAsync(store);
            Assert.That(store.Traces, Has.Count.EqualTo(Workload.Traces));
        }
    }

    [Test]
    public async Task Open_TwoProcesses_OneWritesAndTheOtherIsToldSo()
    {
        string path = _folder["run.jsonl"];
        using Process first = Start(path);
        for (int line = 0; line < 5; line++) Assert.That(await first.StandardOutput.ReadLineAsync(), Is.Not.Null);
        using (Process second = Start(path))
        {
            string error = await second.StandardError.ReadToEndAsync();
            await second.WaitForExitAsync();
            Assert.That(second.ExitCode, Is.Not.Zero);
            Assert.That(error, Does.Contain("Another process writes to the trace store"));
        }

        Assert.That(() => TraceStore.Open(path), Throws.TypeOf<TraceStoreException>().With.Message.Contains("Another process"));
        first.Kill();
        await first.WaitForExitAsync();
        // A process that was killed leaves its lock file, but not the lock.
        using TraceStore store = TraceStore.Open(path);
        Assert.That(store.Traces, Has.Count.GreaterThanOrEqualTo(3));
    }

    private static Process Start(string store) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeReasoning.EvaluationProcess.dll"), store])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
    })!;

    private sealed class ThrowingProgress(int after) : IProgress<EvaluationProgress>
    {
        private int _reports;

        public void Report(EvaluationProgress value)
        {
            if (++_reports > after) throw new NotSupportedException("progress");
        }
    }
}
