using System.Diagnostics;
using EdgeReasoning.EvaluationProcess;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

/// <summary>A process that evaluates is killed without warning (SIGKILL) again and again.</summary>
public sealed class KilledEvaluationTests
{
    private const int Kills = 50;

    [Test]
    public async Task RunAsync_KilledFiftyTimes_EndsWithTheStoreOfAnUninterruptedRun()
    {
        using var folder = new Scratch();
        var random = new Random(50);
        int stored = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            await KillAfter(folder["run.jsonl"], random.Next(0, 30), TimeSpan.FromMicroseconds(random.Next(0, 3000)));
            if (!File.Exists(folder["run.jsonl"])) continue;
            using TraceStore seen = TraceStore.Read(folder["run.jsonl"]);
            Assert.That(seen.Traces, Has.Count.GreaterThanOrEqualTo(stored), "no line that was there is lost");
            stored = seen.Traces.Count;
        }

        Assert.That(stored, Is.InRange(1, Workload.Traces - 1), "the kills fell into the run");
        using (TraceStore store = TraceStore.Open(folder["run.jsonl"])) await Workload.RunAsync(store);
        using TraceStore killed = TraceStore.Read(folder["run.jsonl"]);
        using var whole = new TraceStore("memory", new MemoryStream(), null, new TraceStoreOptions());
        await Workload.RunAsync(whole);
        Assert.That(whole.Traces, Has.Count.EqualTo(Workload.Traces));
        Assert.That(Samples.Contents(killed), Is.EqualTo(Samples.Contents(whole)));
    }

    /// <summary>Kills it a moment after it has reported so many traces; 0 is while it opens the store.</summary>
    private static async Task KillAfter(string store, int traces, TimeSpan moment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EdgeReasoning.EvaluationProcess.dll"), store]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        for (int line = 0; line <= traces; line++)
        {
            if (await process.StandardOutput.ReadLineAsync() is null) Assert.Fail($"the process ended by itself with {process.ExitCode}");
        }

        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < moment)
        {
        }

        process.Kill();
        await process.WaitForExitAsync();
    }
}
