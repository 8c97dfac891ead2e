using System.Diagnostics;
using EdgeReasoning.Benchmarks.Engine;
using EdgeReasoning.Benchmarks.Family;
using EdgeReasoning.Benchmarks.Sampling;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Growing;

/// <summary>How a step of the engine grows. But for the bare decode call, the model has nothing to do.</summary>
internal static class EngineGrowth
{
    private const int Rounds = 5, Vocabulary = 1024;

    public static IEnumerable<Task<GrowthRow>> Rows()
    {
        yield return Of("step of the engine beside decoding", "sequences", [1, 2, 4, 8, 16, 32, 64], GrowthBound.Linear,
            async n => (await SteadyRun.TakeAsync(new IdleModel(Vocabulary), n, 400)).Between);
        yield return DecodeAsync();
        yield return ContextAsync("step of the engine beside decoding, one trace", TokenBudget.Create());
        yield return ContextAsync("the same with StopWhenLooping", TokenBudget.Create().StopWhenLooping());
        yield return ContextAsync("the same with StopAt three sequences", TokenBudget.Create().StopAt("###", "\n\n\n", "QED"));
        yield return Of("step of the engine beside decoding, 4 traces", "requests that wait", [16, 64, 256, 1024, 4096], GrowthBound.Constant, WaitingAsync);
        yield return Of("request of n traces of 8 tokens, 8 at once", "traces", [64, 256, 1024, 4096], GrowthBound.Linear, WaveAsync);
        yield return Of("one token, temperature 0.6, top-p 0.95", "vocabulary", [1_000, 8_000, 32_000, 76_000, 152_000], GrowthBound.Linear, n => Task.FromResult(Sample(n, new SamplingOptions())));
        yield return Of("one token, top-k 40 as well", "vocabulary", [1_000, 8_000, 32_000, 76_000, 152_000], GrowthBound.Linear, n => Task.FromResult(Sample(n, new SamplingOptions { TopK = 40 })));
    }

    /// <summary>The median of some runs of each size, the first of which is not counted.</summary>
    public static async Task<GrowthRow> Of(string operation, string size, int[] sizes, GrowthBound bound, Func<int, Task<double>> measure)
    {
        var seconds = new double[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            var runs = new double[Rounds];
            await measure(sizes[i]);
            for (var run = 0; run < Rounds; run++) runs[run] = await measure(sizes[i]);
            seconds[i] = Descriptive.Median(runs);
        }
        return new GrowthRow(operation, size, [.. sizes.Select(n => (double)n)], seconds, bound);
    }

    private static async Task<GrowthRow> DecodeAsync()
    {
        using LlamaCppModel tiny = await LlamaCppModel.LoadAsync(TinyModels.ReasonerMiddle, new LlamaCppOptions { Threads = 1 });
        return await Of("decode call of the tiny model, llama.cpp alone", "sequences", [1, 2, 4, 8, 16, 32, 64], GrowthBound.Linear, n => Task.FromResult(BareLoop.Of(tiny, n, 64, 64, KvLayout.Separate).Measure().Processor));
    }

    /// <summary>One long reply, looked at around each length: the last eighth before it.</summary>
    private static async Task<GrowthRow> ContextAsync(string operation, TokenBudget budget)
    {
        int[] lengths = [128, 256, 512, 1024, 2048, 4096, 8192];
        var seconds = new double[lengths.Length][];
        for (var i = 0; i < seconds.Length; i++) seconds[i] = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var meter = new StepMeter(new IdleModel(Vocabulary), lengths[^1] + 1);
            await using var engine = new ReasoningEngine(meter, new ReasoningEngineOptions { SequenceTokens = 9000, MaxParallelTraces = 1, Thinking = ThinkingFamilies.Generic });
            await engine.ReasonAsync(ReasoningPrompt.FromRawText("Question <think>"), new ReasoningOptions
            {
                Budget = budget.Limit(new LimitOptions { TotalTokens = lengths[^1] + 200 }), Sampling = new SamplingOptions(), Seed = 1,
            });
            for (var i = 0; i < lengths.Length; i++) seconds[i][round] = meter.SecondsBetweenFrom(lengths[i] * 7 / 8, lengths[i]);
        }
        return new GrowthRow(operation, "tokens of the reply", [.. lengths.Select(n => (double)n)], [.. seconds.Select(runs => Descriptive.Median(runs))], GrowthBound.Constant);
    }

    /// <summary>Four long traces are decoded while n requests wait for their turn.</summary>
    private static async Task<double> WaitingAsync(int waiting)
    {
        const int Tokens = 600;
        var idle = new IdleModel(Vocabulary);
        var meter = new StepMeter(idle, Tokens);
        await using var engine = new ReasoningEngine(meter, new ReasoningEngineOptions { SequenceTokens = 1024, MaxParallelTraces = 4 });
        idle.Gate.Reset();
        using var cancellation = new CancellationTokenSource();
        ReasoningPrompt prompt = ReasoningPrompt.FromRawText("Question");
        Task<ReasoningResult> first = engine.ReasonAsync(prompt, SteadyRun.Endless(meter, 4, Tokens));
        Task[] others = [.. Enumerable.Range(0, waiting).Select(_ => engine.ReasonAsync(prompt, SteadyRun.Endless(meter, 1, Tokens), cancellation.Token))];
        idle.Gate.Set();
        await first;
        await cancellation.CancelAsync();
        await Task.WhenAll(others).ContinueWith(static _ => { }, TaskScheduler.Default);
        return meter.SecondsBetween;
    }

    private static async Task<double> WaveAsync(int traces)
    {
        await using var engine = new ReasoningEngine(new IdleModel(Vocabulary), new ReasoningEngineOptions { SequenceTokens = 256, MaxParallelTraces = 8 });
        long start = Stopwatch.GetTimestamp();
        await engine.ReasonAsync(ReasoningPrompt.FromRawText("Question"), new ReasoningOptions
        {
            Scaling = new FixedVote(traces), Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = 8, AnswerReserve = 0 }), Seed = 1,
        });
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Sample(int vocabulary, SamplingOptions options)
    {
        float[][] rows = [.. Enumerable.Range(0, 4).Select(seed => LogitProfile.Peaked(vocabulary, seed))];
        var sampler = new Sampler(options, vocabulary, 1, new SamplerWorkspace(vocabulary));
        var seconds = new double[400];
        for (var i = 0; i < seconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            sampler.Sample(rows[i % rows.Length]);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        return Descriptive.Median(seconds.AsSpan(seconds.Length / 2));
    }
}
