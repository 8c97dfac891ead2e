using System.Diagnostics;
using System.Globalization;
using EdgeReasoning.Benchmarks.Profile;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Benchmarks.Engine;

/// <summary>
/// Decode throughput of the engine, sampling and bookkeeping included, against a bare loop of the same decode calls on the same libraries,
/// threads, model, layout and lengths. Runs are interleaved; the ratio is the median over the rounds.
/// </summary>
internal static class EngineThroughput
{
    private const int Rounds = 6;

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
        int[] prompt = [.. Enumerable.Range(0, 32).Select(i => 7 + i % 20)];
        var bare = new List<double>();
        var engine = new List<double>();
        double allocated = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            // Who goes second finds memory that the first has touched: they take turns.
            bool bareFirst = round % 2 == 0;
            double bareRate = bareFirst ? Bare(model, prompt, sequences, tokens, layout) : 0;
            (double engineRate, double bytes) = await Engine(model, sequences, tokens, layout);
            if (!bareFirst) bareRate = Bare(model, prompt, sequences, tokens, layout);
            if (round == 0) continue;   // warm-up: both are compiled, the weights are in memory
            bare.Add(bareRate);
            engine.Add(engineRate);
            allocated = bytes;
        }
        double[] ratios = [.. bare.Zip(engine, (b, e) => e / b)];
        Console.WriteLine($"{sequences,9} {layout,-8} {Median(bare),11:N0} {Median(engine),13:N0} {Median(ratios),6:0.000} {allocated,12:0.00}");
    }

    private static double Bare(LlamaCppModel model, int[] prompt, int sequences, int tokens, KvLayout layout)
    {
        using IInferenceContext context = model.CreateContext(ContextFor(sequences, tokens, layout));
        var batch = new TokenBatch(512);
        for (var i = 0; i < prompt.Length; i++) batch.Add(prompt[i], i, 0, i == prompt.Length - 1);
        context.Decode(batch);
        for (var sequence = 1; sequence < sequences; sequence++) context.Fork(0, sequence);

        Step(0);   // the copy of the prompt to the forks happens here, as it does before the engine's first gap
        long start = Stopwatch.GetTimestamp();
        for (var step = 1; step < tokens; step++) Step(step);
        return sequences * (tokens - 1) / Stopwatch.GetElapsedTime(start).TotalSeconds;

        void Step(int step)
        {
            batch.Clear();
            for (var sequence = 0; sequence < sequences; sequence++) batch.Add(7 + (step + sequence) % 20, prompt.Length + step, sequence, wantsLogits: true);
            context.Decode(batch);
            context.GetLogits(0);
        }
    }

    private static async Task<(double Rate, double BytesPerToken)> Engine(LlamaCppModel model, int sequences, int tokens, KvLayout layout)
    {
        var meter = new AllocationMeter(model, 2 * tokens);
        ContextOptions size = ContextFor(sequences, tokens, layout);
        await using var engine = new ReasoningEngine(meter, new ReasoningEngineOptions { SequenceTokens = size.SequenceTokens, MaxParallelTraces = sequences, Layout = layout });
        var options = new ReasoningOptions
        {
            Scaling = ScalingPolicies.MajorityVote(sequences),
            Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = tokens + 1, AnswerReserve = 0 }),
            // No end token, so that every trace has the same length.
            Sampling = new SamplingOptions { LogitBias = Enumerable.Range(0, model.Info.VocabularySize).Where(model.IsEndOfGeneration).ToDictionary(token => token, _ => float.NegativeInfinity) },
        };
        ReasoningResult result = await engine.ReasonAsync(ReasoningPrompt.FromRawText(string.Concat(Enumerable.Repeat(" 12345678", 3))), options);
        // The first token of a trace comes from the prompt, the second from the step that also copies it; the bare loop leaves both out too.
        double seconds = result.Traces[0].Timing.InterToken!.Mean.TotalSeconds * result.Traces[0].Timing.InterToken!.Count - meter.SecondsOfFirstStep;
        return (sequences * (tokens - 1) / seconds, meter.BytesPerStep / sequences);
    }

    private static ContextOptions ContextFor(int sequences, int tokens, KvLayout layout) => new()
    {
        SequenceTokens = Math.Max(tokens + 64, 256),
        MaxSequences = sequences,
        MaxBatchTokens = 512,
        Layout = layout,
    };

    private static double Median(IReadOnlyCollection<double> values) => Descriptive.Median([.. values]);
}
