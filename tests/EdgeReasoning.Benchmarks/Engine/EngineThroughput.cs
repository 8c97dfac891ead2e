using System.Globalization;
using EdgeReasoning.Benchmarks.Measuring;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>
/// Decode throughput of the engine, sampling and bookkeeping included, against a bare loop of the same decode calls on the same libraries,
/// threads, model, layout and lengths. Runs are interleaved; the ratio is the median over the rounds.
/// </summary>
internal static class EngineThroughput
{
    private const int Rounds = 6, PromptTokens = 32;

    public static async Task Run(string[] args)
    {
        string path = args.Length > 0 ? args[0] : TinyModels.PrototypeReasoner;
        if (path == "0.5B") path = await SyntheticModels.HalfBillionAsync();
        // On a shared machine threads of a tiny model wait for each other longer than they compute; one is both faster and steadier.
        int? threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : path == TinyModels.PrototypeReasoner ? 1 : null;
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = threads });
        int tokens = model.Info.ParameterCount > 100_000_000 ? 48 : 384;
        Console.WriteLine($"{model.Info.Name}, {model.Info.ParameterCount / 1e6:0.##} M parameters {model.Info.Quantization}; {threads?.ToString(CultureInfo.InvariantCulture) ?? "all"} threads, {tokens} tokens a sequence, median of {Rounds} interleaved rounds");
        Console.WriteLine($"{"sequences",9} {"KV",-8} {"bare tok/s",11} {"engine tok/s",13} {"ratio",6} {"bytes/token",12}");
        foreach (int sequences in new[] { 1, 8, 32 })
        {
            foreach (KvLayout layout in new[] { KvLayout.Separate, KvLayout.Unified }) await Compare(model, sequences, tokens, layout);
        }
    }

    private static async Task Compare(LlamaCppModel model, int sequences, int tokens, KvLayout layout)
    {
        double allocated = 0;
        BareLoop bare = BareLoop.Of(model, sequences, PromptTokens, tokens, layout);
        Turns<double> turns = await Turns<double>.TakeAsync(Rounds, () => Task.FromResult(bare.Run().Decode), async () =>
        {
            (double rate, allocated) = await Engine(model, sequences, tokens, bare.Size);
            return rate;
        });
        Console.WriteLine($"{sequences,9} {layout,-8} {turns.Median(0, rate => rate),11:N0} {turns.Median(1, rate => rate),13:N0} {turns.Ratio(1, 0, rate => rate),6:0.000} {allocated,12:0.00}");
    }

    private static async Task<(double Rate, double BytesPerToken)> Engine(LlamaCppModel model, int sequences, int tokens, ContextOptions size)
    {
        var meter = new StepMeter(model, 2 * tokens);
        await using var engine = new ReasoningEngine(meter, new ReasoningEngineOptions { SequenceTokens = size.SequenceTokens, MaxParallelTraces = sequences, Layout = size.Layout });
        ReasoningResult result = await engine.ReasonAsync(ReasoningPrompt.FromRawText(string.Concat(Enumerable.Repeat(" 12345678", 3))), SteadyRun.Endless(model, sequences, tokens));
        // The first token of a trace comes from the prompt, the second from the step that also copies it; the bare loop leaves both out too.
        double seconds = result.Traces[0].Timing.InterToken!.Mean.TotalSeconds * result.Traces[0].Timing.InterToken!.Count - meter.SecondsOfFirstStep;
        return (sequences * (tokens - 1) / seconds, meter.BytesPerStep / sequences);
    }
}
