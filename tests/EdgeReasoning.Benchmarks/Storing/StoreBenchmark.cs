using System.Globalization;
using EdgeReasoning.Benchmarks.Budgets;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Evaluation;

namespace EdgeReasoning.Benchmarks.Storing;

/// <summary>Traces stored and read a second, against a plain append and a plain read of the same bytes, and how long it takes to resume a large store.</summary>
internal static class StoreBenchmark
{
    private const int Rounds = 5, Resumed = 100_000;

    public static async Task Run(string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("edge-reasoning-store").FullName;
        try
        {
            List<StoreRow> rows = [await MeasureAsync(folder, 150, 4000), await MeasureAsync(folder, 4000, 400)];
            Console.WriteLine($"Microseconds of processor time for each trace, median of {Rounds} interleaved rounds");
            Console.WriteLine();
            Console.Write(MarkdownTable.Of("thinking tokens|bytes|store|append of the bytes|making the line|asking for the file|stored per second|read|read of the bytes|read per second", rows.Select(row => (FormattableString)
                $"{row.ThinkingTokens}|{row.BytesPerTrace:N0}|{row.Write:0.0}|{row.WriteFloor:0.0}|{row.Serialize:0.0}|{row.FileExists:0.00}|{1e6 / row.Write:N0}|{row.Read:0.0}|{row.ReadFloor:0.0}|{1e6 / row.Read:N0}")));
            Console.WriteLine();
            Console.WriteLine(Resume(folder));
            ResultFile.Write(args.FirstOrDefault(), "store", rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<StoreRow> MeasureAsync(string folder, int thinkingTokens, int count)
    {
        var samples = new SampleTraces(thinkingTokens);
        StoredTrace[] traces = [.. Enumerable.Range(0, count).Select(i => samples.Trace(i, 0))];
        byte[][] lines = [.. traces.Select(trace => StoreText.ToBytes(new StoreLine { Trace = trace }))];
        string store = Path.Combine(folder, "traces.jsonl"), plain = Path.Combine(folder, "plain");
        Turns<double> turns = await Turns<double>.TakeAsync(Rounds,
            Timed(() => Store(store, traces)),
            Timed(() => Append(plain, lines)),
            Timed(() => Array.ForEach(traces, trace => StoreText.ToBytes(new StoreLine { Trace = trace }))),
            Timed(() => Array.ForEach(traces, _ => File.Exists(folder))));
        Store(store, traces);
        Turns<double> reading = await Turns<double>.TakeAsync(Rounds, Timed(() => TraceStore.Read(store).Dispose()), Timed(() => ReadBytes(store)));
        double unit = 1e6 / count;
        return new StoreRow
        {
            ThinkingTokens = thinkingTokens, Traces = count, BytesPerTrace = lines.Average(line => line.Length),
            Write = unit * turns.Median(0, seconds => seconds), WriteFloor = unit * turns.Median(1, seconds => seconds),
            Serialize = unit * turns.Median(2, seconds => seconds), FileExists = unit * turns.Median(3, seconds => seconds),
            Read = unit * reading.Median(0, seconds => seconds), ReadFloor = unit * reading.Median(1, seconds => seconds),
        };
    }

    private static string Resume(string folder)
    {
        string path = Path.Combine(folder, "large.jsonl");
        var samples = new SampleTraces(150);
        Store(path, Enumerable.Range(0, Resumed).Select(i => samples.Trace(i / 4, i % 4)));
        GC.Collect();
        TraceStore? opened = null;
        double open = Processor.Time(() => opened = TraceStore.Open(path));
        using TraceStore store = opened!;
        Benchmark benchmark = SampleTraces.Benchmark(Resumed / 4);
        int missing = 0;
        double look = Processor.Time(() => missing = new EvaluationRun(benchmark, store).MissingTraces(SampleTraces.Configuration(4)));
        return string.Create(CultureInfo.InvariantCulture,
            $"A store of {store.Traces.Count:N0} traces, {new FileInfo(path).Length / 1e6:0} MB: opened in {open:0.00} s of processor time; what is missing of its run found in {look:0.00} s ({missing}); {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB of memory");
    }

    private static void Store(string path, IEnumerable<StoredTrace> traces)
    {
        File.Delete(path);
        using TraceStore store = TraceStore.Open(path);
        store.Begin(SampleTraces.Run);
        store.Add(SampleTraces.Model);
        foreach (StoredTrace trace in traces) store.Add(trace);
    }

    private static void Append(string path, byte[][] lines)
    {
        File.Delete(path);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (byte[] line in lines) stream.Write(line);
    }

    private static void ReadBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        byte[] buffer = new byte[1 << 16];
        while (stream.Read(buffer) > 0)
        {
        }
    }

    private static Func<Task<double>> Timed(Action action) => () => Task.FromResult(Processor.Time(action));
}
