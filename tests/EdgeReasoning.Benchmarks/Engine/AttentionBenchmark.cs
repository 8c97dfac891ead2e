using System.Globalization;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;

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
                foreach (int sequences in new[] { 1, 8 }) await CompareAsync(fused, apart, context, sequences);
            }
        }
    }

    private static async Task CompareAsync(LlamaCppModel fused, LlamaCppModel apart, int context, int sequences)
    {
        BareLoop[] loops = [.. new[] { fused, apart }.Select(model => BareLoop.Of(model, sequences, context, Steps, KvLayout.Separate))];
        Turns<BareSpeed> turns = await Turns<BareSpeed>.TakeAsync(Rounds, () => Task.FromResult(loops[0].Run()), () => Task.FromResult(loops[1].Run()));
        Console.WriteLine($"{fused.Info.Name,-34} {context,7} {sequences,9} {Columns(speed => speed.Decode)} {Columns(speed => speed.Prompt)}");

        string Columns(Func<BareSpeed, double> take) => string.Create(CultureInfo.InvariantCulture,
            $"{turns.Median(0, take),12:N0} {turns.Median(1, take),12:N0} {turns.Ratio(1, 0, take),6:0.00}");
    }
}
