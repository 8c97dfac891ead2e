using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Benchmarks.Pareto;
using EdgeReasoning.Benchmarks.Storing;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Pareto;

namespace EdgeReasoning.Benchmarks.Growing;

/// <summary>How what is done with many traces and many points grows, in processor time.</summary>
internal static class DataGrowth
{
    private const int Samples = 4;

    private static readonly int[] s_questions = [100, 400, 1_600, 5_000, 20_000];
    private static readonly SampleTraces s_traces = new(40);

    public static IEnumerable<Task<GrowthRow>> Rows()
    {
        yield return EngineGrowth.Of("storing 4 traces a question", "questions", s_questions, GrowthBound.Linear, n => Timed(() => n, static n => Filled(n)));
        yield return EngineGrowth.Of("opening such a store", "questions", s_questions, GrowthBound.Linear, n => Timed(() => Bytes(n), static bytes => Store(bytes)));
        yield return EngineGrowth.Of("taking a run from the store", "questions", s_questions, GrowthBound.Linear, n => Timed(
            () => (Benchmark: SampleTraces.Benchmark(n), Store: Filled(n)), static all => _ = new EvaluationRun(all.Benchmark, all.Store)));
        yield return EngineGrowth.Of("grading a majority of 4", "questions", s_questions, GrowthBound.Linear, n => Timed(
            () => new EvaluationRun(SampleTraces.Benchmark(n), Filled(n)), static run => run.GradeAsync(SampleTraces.Configuration(Samples)).GetAwaiter().GetResult()));
        yield return EngineGrowth.Of("judging single traces with what they took", "questions", s_questions, GrowthBound.Linear, n => Timed(
            () => new EvaluationRun(SampleTraces.Benchmark(n), Filled(n)), static run => run.JudgeAsync(SampleTraces.Configuration(1)).GetAwaiter().GetResult()));
        yield return EngineGrowth.Of("majority at 4 over all choices", "questions", s_questions, GrowthBound.Linear, n => Timed(
            () => new EvaluationRun(SampleTraces.Benchmark(n), Filled(n)), static run => run.MajorityAtK(SampleTraces.Configuration(Samples), Samples)));
        foreach (int dimensions in new[] { 2, 3 })
        {
            yield return EngineGrowth.Of($"frontier of n points that are all on it, {dimensions} objectives", "points", [1_000, 8_000, 64_000, 250_000, 1_000_000], GrowthBound.Linearithmic, n => Timed(
                () => Sample.Draw(PointCloud.Simplex, n, dimensions, seed: 1), samples => Sample.Frontier(dimensions).AddRange(samples)));
        }
    }

    private static Task<double> Timed<T>(Func<T> prepare, Action<T> run)
    {
        T prepared = prepare();
        GC.Collect();
        return Task.FromResult(Processor.Time(() => run(prepared)));
    }

    private static TraceStore Store(byte[] bytes)
    {
        var stream = new MemoryStream();
        stream.Write(bytes);
        stream.Position = 0;
        return new TraceStore("memory", stream, null, new TraceStoreOptions());
    }

    private static TraceStore Filled(int questions) => Filled(questions, new MemoryStream());

    private static byte[] Bytes(int questions)
    {
        var stream = new MemoryStream();
        Filled(questions, stream);
        return stream.ToArray();
    }

    private static TraceStore Filled(int questions, MemoryStream stream)
    {
        var store = new TraceStore("memory", stream, null, new TraceStoreOptions());
        store.Begin(SampleTraces.Run);
        store.Add(SampleTraces.Model);
        for (var question = 0; question < questions; question++)
        {
            for (var sample = 0; sample < Samples; sample++) store.Add(s_traces.Trace(question, sample));
        }
        return store;
    }
}
