using System.Text;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class TraceStoreTests
{
    private Scratch _folder = null!;

    [SetUp]
    public void Make() => _folder = new Scratch();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Open_Again_HoldsWhatWasStored()
    {
        StoredTrace trace = Samples.Stored("q0", 0, "4");
        trace = trace with { Trace = trace.Trace with { LogProbabilities = [-0.5f, float.NaN], Confidences = [1.25f], Seed = ulong.MaxValue, Thinking = "one\ntwo \"quoted\" \u2028 é" } };
        using (TraceStore store = Filled(trace)) store.Add(Failure("q1"));
        using TraceStore again = TraceStore.Open(_folder["run.jsonl"]);
        Assert.Multiple(() =>
        {
            Assert.That(again.Run, Is.EqualTo(Samples.Run()));
            Assert.That(again.Models.Single().Backend, Is.EqualTo(Samples.StoredModel().Backend));
            Assert.That(Text(again.Traces.Single()), Is.EqualTo(Text(trace)));
            Assert.That(again.Traces.Single().Trace.LogProbabilities, Is.EqualTo(new[] { -0.5f, float.NaN }));
            Assert.That(again.Failures.Single().Error, Is.EqualTo("broken"));
            Assert.That(again.RepairedBytes, Is.Zero);
        });
    }

    [Test]
    public void Open_LastLineTornAnywhere_LosesNothingElse()
    {
        Filled(Samples.Stored("q0", 0, "4"), Samples.Stored("q0", 1, "5")).Dispose();
        byte[] whole = File.ReadAllBytes(_folder["run.jsonl"]);
        int last = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (int length = last; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_folder["run.jsonl"], whole[..length]);
            using (TraceStore store = TraceStore.Open(_folder["run.jsonl"]))
            {
                // Only the line feed missing is not a torn trace.
                Assert.That(store.Traces, Has.Count.EqualTo(length >= whole.Length - 1 ? 2 : 1), $"{length} bytes");
                if (store.Traces.Count == 1) store.Add(Samples.Stored("q0", 1, "5"));
            }

            Assert.That(File.ReadAllBytes(_folder["run.jsonl"]), Is.EqualTo(whole), $"{length} bytes");
        }
    }

    [Test]
    public void Open_FirstLineTornAnywhere_IsAnEmptyStore()
    {
        TraceStore store = TraceStore.Open(_folder["run.jsonl"]);
        store.Begin(Samples.Run());
        store.Dispose();
        byte[] whole = File.ReadAllBytes(_folder["run.jsonl"]);
        for (int length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(_folder["run.jsonl"], whole[..length]);
            using TraceStore torn = TraceStore.Open(_folder["run.jsonl"]);
            Assert.That((torn.Run, torn.RepairedBytes), Is.EqualTo(((StoredRun?)null, (long)length)));
            torn.Begin(Samples.Run());
            torn.Dispose();
            Assert.That(File.ReadAllBytes(_folder["run.jsonl"]), Is.EqualTo(whole));
        }
    }

    [Test]
    public void Open_TailOfZerosAsAPowerFailureLeavesIt_CutsItOff()
    {
        Filled(Samples.Stored("q0", 0, "4")).Dispose();
        long length = new FileInfo(_folder["run.jsonl"]).Length;
        using (FileStream file = File.OpenWrite(_folder["run.jsonl"]))
        {
            file.SetLength(length + 700);
        }

        using TraceStore store = TraceStore.Open(_folder["run.jsonl"]);
        Assert.That((store.Traces.Count, store.RepairedBytes), Is.EqualTo((1, 700L)));
    }

    [Test]
    public void Open_DamagedInTheMiddle_SaysWhichLineAndChangesNothing()
    {
        Filled(Samples.Stored("q0", 0, "4"), Samples.Stored("q0", 1, "5")).Dispose();
        string[] lines = File.ReadAllLines(_folder["run.jsonl"]);
        lines[2] = lines[2][..40];
        string damaged = string.Join('\n', lines) + '\n';
        _folder.Write("run.jsonl", damaged);
        Assert.That(() => TraceStore.Open(_folder["run.jsonl"]), Throws.TypeOf<TraceStoreException>().With.Message.Contains("line 3"));
        Assert.That(File.ReadAllText(_folder["run.jsonl"]), Is.EqualTo(damaged));
    }

    [Test]
    public void Open_SomebodyElsesFile_LeavesItAlone()
    {
        string text = string.Concat(Enumerable.Repeat("my dissertation\n", 1000));
        _folder.Write("run.jsonl", text);
        Assert.That(() => TraceStore.Open(_folder["run.jsonl"]), Throws.TypeOf<TraceStoreException>().With.Message.Contains("not a trace store"));
        Assert.That(File.ReadAllText(_folder["run.jsonl"]), Is.EqualTo(text));
    }

    [Test]
    public void Open_WhileAnotherWrites_IsRefusedButReadingIsNot()
    {
        using TraceStore first = Filled(Samples.Stored("q0", 0, "4"));
        Assert.That(() => TraceStore.Open(_folder["run.jsonl"]), Throws.TypeOf<TraceStoreException>().With.Message.Contains("Another process"));
        using (TraceStore reader = TraceStore.Read(_folder["run.jsonl"]))
        {
            Assert.That(reader.Traces, Has.Count.EqualTo(1));
            Assert.That(() => reader.Add(Samples.Stored("q0", 1, "4")), Throws.InvalidOperationException);
        }

        first.Add(Samples.Stored("q0", 1, "4"));
        first.Dispose();
        using TraceStore second = TraceStore.Open(_folder["run.jsonl"]);
        Assert.That(second.Traces, Has.Count.EqualTo(2));
    }

    [Test]
    public void Open_FolderThatIsMissing_SaysWhatToDo() => Assert.That(
        () => TraceStore.Open(_folder["none/run.jsonl"]), Throws.TypeOf<TraceStoreException>().With.Message.Contains("Name a file in a folder that exists"));

    [Test]
    [Platform("Linux")]
    public void Open_ReadOnlyFolder_SaysWhatToDo() => Assert.That(
        () => TraceStore.Open("/sys/run.jsonl"), Throws.TypeOf<TraceStoreException>().With.Message.Contains("cannot be written"));

    [TestCase(true)]
    [TestCase(false)]
    public void Add_DiskFull_KeepsWhatIsStoredAndGoesOnLater(bool canCut)
    {
        var disk = new SmallDisk { CanCut = canCut };
        using var store = new TraceStore("run.jsonl", disk, null, new TraceStoreOptions());
        store.Begin(Samples.Run());
        store.Add(Samples.StoredModel());
        store.Add(Samples.Stored("q0", 0, "4"));
        disk.Room = disk.Length + 100;
        Assert.That(() => store.Add(Samples.Stored("q0", 1, "5")), Throws.TypeOf<TraceStoreException>().With.Message.Contains("No space left").And.Message.Contains("1 traces are safe"));
        Assert.That(store.Traces, Has.Count.EqualTo(1));

        disk.Room = long.MaxValue;
        if (canCut)
        {
            store.Add(Samples.Stored("q0", 1, "5"));
            Assert.That(disk.Reopen().Traces, Has.Count.EqualTo(2));
        }
        else
        {
            TraceStore repaired = disk.Reopen();
            Assert.That((repaired.Traces.Count, repaired.RepairedBytes), Is.EqualTo((1, 100L)));
        }
    }

    [Test]
    public void Begin_OtherBenchmarkOrSeed_IsRefused()
    {
        using TraceStore store = Filled();
        store.Begin(Samples.Run() with { Library = "2.0" });
        Assert.That(() => store.Begin(Samples.Run() with { Benchmark = "letters" }), Throws.InvalidOperationException.With.Message.Contains("letters"));
        Assert.That(() => store.Begin(Samples.Run() with { Seed = 1 }), Throws.InvalidOperationException.With.Message.Contains("seed 1"));
    }

    [Test]
    public void Add_Model_OnceForEachDeviceAndNeverAnotherOfItsName()
    {
        using TraceStore store = Filled();
        Assert.That(store.Add(Samples.StoredModel() with { LoadedAt = DateTimeOffset.MaxValue }), Is.Zero);
        Assert.That(store.Add(Samples.StoredModel(device: "other")), Is.EqualTo(1));
        Assert.That(() => store.Add(Samples.StoredModel(hash: "bb")), Throws.InvalidOperationException.With.Message.Contains("another model that is called 'm'"));
        Assert.That(store.Models, Has.Count.EqualTo(2));
    }

    [Test]
    public void Add_TraceTwice_IsRefused()
    {
        using TraceStore store = Filled(Samples.Stored("q0", 0, "4"));
        Assert.That(() => store.Add(Samples.Stored("q0", 0, "5")), Throws.InvalidOperationException);
    }

    private static string Text(StoredTrace trace) => Encoding.UTF8.GetString(StoreText.ToBytes(new StoreLine { Trace = trace }));

    private static StoredFailure Failure(string question) => new() { Model = "m", Budget = "unlimited", Sampling = "s", Question = question, Sample = 0, Error = "broken" };

    private TraceStore Filled(params IEnumerable<StoredTrace> traces)
    {
        TraceStore store = TraceStore.Open(_folder["run.jsonl"]);
        store.Begin(Samples.Run());
        store.Add(Samples.StoredModel());
        foreach (StoredTrace trace in traces) store.Add(trace);
        return store;
    }
}
