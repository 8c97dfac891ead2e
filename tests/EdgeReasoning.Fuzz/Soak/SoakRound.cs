using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;

namespace EdgeReasoning.Fuzz.Soak;

/// <summary>The life of one engine: a model and a setup at random, requests at random, and sometimes an end in the middle of them.</summary>
internal sealed class SoakRound(Random random, SoakTally tally)
{
    private static readonly SamplingOptions s_greedy = new() { Temperature = 0 };

    /// <summary>Lives it.</summary>
    /// <param name="requests">Requests at the most.</param>
    /// <param name="until">Ends it early.</param>
    public async Task RunAsync(int requests, CancellationToken until)
    {
        // The prototype's greedy replies do not depend on the company they are decoded in; those of the 16-bit models may.
        bool compares = random.Next(3) == 0, isTroubled = !compares && random.Next(3) == 0, endsEarly = random.Next(3) == 0;
        string path = compares ? TinyModels.PrototypeReasoner : TinyModels.Find(TinyModels.Names[random.Next(TinyModels.Names.Count)]);
        IInferenceModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 }, cancellationToken: CancellationToken.None);
        if (isTroubled) model = new TroubledModel(model, random.Next());
        ReasoningEngine engine = new(model, Setup(), ownsModel: true);
        tally.AddEngine();
        (string Prompt, string Thinking)[] known = [];
        if (compares) known = await AloneAsync(engine);
        var caller = new SoakCaller(engine, tally);
        SoakRequest[] work = [.. Enumerable.Range(0, requests).Select(_ => SoakRequest.Of(random))];
        int callers = random.Next(1, 24), started = 0;
        Task[] all = [.. Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref started) - 1; i < work.Length && !until.IsCancellationRequested; i = Interlocked.Increment(ref started) - 1)
            {
                if (known.Length == 0 || i % 4 > 0) await caller.SendAsync(work[i]);
                else await caller.SendAsync(new SoakRequest(known[i % known.Length].Prompt, Greedy(i), Streams: i % 8 == 0, null, null), known[i % known.Length].Thinking);
            }
        }))];
        if (endsEarly)
        {
            await Task.WhenAny(Task.WhenAll(all), Task.Delay(random.Next(1000), CancellationToken.None));
            await engine.DisposeAsync();
        }

        await Task.WhenAll(all);
        if (!endsEarly) await RequireIdleAsync(engine);
        await engine.DisposeAsync();
    }

    private ReasoningEngineOptions Setup()
    {
        KvLayout layout = random.Next(2) == 0 ? KvLayout.Separate : KvLayout.Unified;
        int parallel = random.Next(1, 12), tokens = random.Next(192, 513);
        return new ReasoningEngineOptions
        {
            MaxParallelTraces = parallel,
            SequenceTokens = tokens,
            Layout = layout,
            // Too little for all at once: traces wait.
            CapacityTokens = layout == KvLayout.Unified && random.Next(2) == 0 ? tokens + random.Next(parallel * tokens / 2) : null,
            MaxBatchTokens = random.Next(2) == 0 ? 512 : random.Next(16, 128),
            PrefillChunkTokens = random.Next(8, 129),
            Seed = (ulong)random.NextInt64(),
            DraftTokens = random.Next(2) * random.Next(1, 25),
        };
    }

    private async Task<(string Prompt, string Thinking)[]> AloneAsync(ReasoningEngine engine)
    {
        var known = new (string, string)[4];
        for (int i = 0; i < known.Length; i++)
        {
            string question = $"Gus has {random.Next(10, 20)} coins. Gus doubles. Gus finds {random.Next(1, 10)}. How many?";
            known[i] = (question, (await engine.ReasonAsync(question, Greedy(i))).Thinking);
        }

        return known;
    }

    private async Task RequireIdleAsync(ReasoningEngine engine)
    {
        (int, int) all = (engine.Limits.MaxSequences, engine.Limits.CapacityTokens);
        for (int i = 0; i < 1000 && engine.Unused != all; i++) await Task.Delay(10);
        if (engine.Unused != all) tally.Complain($"an idle engine has {engine.Unused} unused of {all}");
    }

    private static ReasoningOptions Greedy(int seed) => new() { Sampling = s_greedy, Seed = (ulong)seed, ReusesPrompt = seed % 2 == 0 };
}
