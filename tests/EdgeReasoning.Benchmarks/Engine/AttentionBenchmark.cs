using System.Diagnostics;
using System.Globalization;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>
/// Decode throughput with fused attention and without, on the CPU: what <see cref="LlamaFlashAttention.Auto"/> goes by. Both are decoded
/// in turns, at a given length of the context that all sequences share the start of.
/// </summary>
internal static class AttentionBenchmark
{
    private const int Rounds = 5, Steps = 32;

    public static async Task Run(string[] args)
    {
        int? threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : null;
        string[] paths = args.Length > 1 ? args[1..] : [TinyModels.ReasonerSmall, TinyModels.ReasonerMiddle, TinyModels.ReasonerLarge, await SyntheticModels.HalfBillionAsync()];
        Console.WriteLine($"{threads?.ToString(CultureInfo.InvariantCulture) ?? "all"} threads, {Steps} steps, median of {Rounds} interleaved rounds");
        Console.WriteLine($"{"model",-34} {"context",7} {"sequences",9} {"fused tok/s",12} {"apart tok/s",12} {"ratio",6} {"prompt",12} {"apart",12} {"ratio",6}");
        foreach (string path in paths)
        {
            using LlamaCppModel fused = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = threads, FlashAttention = LlamaFlashAttention.On });
            using LlamaCppModel apart = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = threads, FlashAttention = LlamaFlashAttention.Off });
            foreach (int context in new[] { 128, 480, 1920 }.Where(context => context + Steps + 8 <= fused.Info.ContextLength))
            {
                foreach (int sequences in new[] { 1, 8 }) Compare(fused, apart, context, sequences);
            }
        }
    }

    private static void Compare(LlamaCppModel fused, LlamaCppModel apart, int context, int sequences)
    {
        var rates = new List<(Speed Fused, Speed Apart)>();
        for (var round = 0; round <= Rounds; round++)
        {
            (Speed, Speed) both = (Measure(fused, context, sequences), Measure(apart, context, sequences));
            if (round > 0) rates.Add(both);   // the first is the warm-up
        }
        Console.WriteLine($"{fused.Info.Name,-34} {context,7} {sequences,9} {Columns(speed => speed.Decode)} {Columns(speed => speed.Prompt)}");

        string Columns(Func<Speed, double> take) => string.Create(CultureInfo.InvariantCulture,
            $"{Median(rates.Select(rate => take(rate.Fused))),12:N0} {Median(rates.Select(rate => take(rate.Apart))),12:N0} {Median(rates.Select(rate => take(rate.Apart) / take(rate.Fused))),6:0.00}");
    }

    private static Speed Measure(LlamaCppModel model, int context, int sequences)
    {
        using IInferenceContext decoder = model.CreateContext(new ContextOptions { SequenceTokens = context + Steps + 8, MaxSequences = sequences, MaxBatchTokens = 512 });
        var batch = new TokenBatch(512);
        long start = Stopwatch.GetTimestamp();
        for (var i = 0; i < context; i++)
        {
            bool last = i == context - 1;
            batch.Add(7 + i % 20, i, 0, last);
            if (!last && batch.Count < 512) continue;
            decoder.Decode(batch);
            if (last) decoder.GetLogits(batch.Count - 1);
            batch.Clear();
        }
        double prompt = context / Stopwatch.GetElapsedTime(start).TotalSeconds;
        for (var sequence = 1; sequence < sequences; sequence++) decoder.Fork(0, sequence);
        Step(0);   // the copy of the prompt to the forks happens here
        start = Stopwatch.GetTimestamp();
        for (var step = 1; step < Steps; step++) Step(step);
        return new Speed(prompt, sequences * (Steps - 1) / Stopwatch.GetElapsedTime(start).TotalSeconds);

        void Step(int step)
        {
            batch.Clear();
            for (var sequence = 0; sequence < sequences; sequence++) batch.Add(7 + (step + sequence) % 20, context + step, sequence, wantsLogits: true);
            decoder.Decode(batch);
            decoder.GetLogits(0);
        }
    }

    private static double Median(IEnumerable<double> values) => Descriptive.Median([.. values]);

    /// <summary>Tokens a second.</summary>
    private readonly record struct Speed(double Prompt, double Decode);
}
