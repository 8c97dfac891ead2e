using EdgeReasoning.Inference;
using EdgeReasoning.Performance;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>A model that thinks for a while and answers 4, 5 or 6, and questions whose answers these are.</summary>
internal static class Samples
{
    public static readonly SamplingOptions Lively = new() { Temperature = 1, TopP = 1 };

    public static Benchmark Questions(int count) => new("digits", Enumerable.Range(0, count).Select(i => new BenchmarkQuestion
    {
        Id = $"q{i}", Prompt = $"Which digit is number {i}?", Grader = AnswerGraders.Number((4 + (i % 3)).ToString(System.Globalization.CultureInfo.InvariantCulture)), Subject = $"{i % 2}",
    }));

    public static ScriptedModel Model(string thought = "t") => new((history, logits) =>
    {
        logits.Fill(-1000);
        int start = history.LastIndexOf(260) + 1, close = history[start..].IndexOf(261);
        if (close >= 0)
        {
            if (start + close + 1 < history.Length)
            {
                logits[257] = 0;
                return;
            }

            // What is thought before decides a little which answer is likely.
            for (int i = 0; i < 3; i++) logits['4' + i] = (i + history.Length) % 3;
            return;
        }

        int said = history.Length - start;
        logits[thought[0]] = 0;
        if (said >= 2) logits[261] = said - 6;
    });

    public static EvaluatedModel Loaded(string name, Func<ScriptedModel>? model = null, Action? onLoad = null, Func<IReasoningEngine, IReasoningEngine>? wrap = null) => new(name, _ =>
    {
        onLoad?.Invoke();
        IReasoningEngine engine = new ReasoningEngine(model?.Invoke() ?? Model(), new ReasoningEngineOptions { MaxParallelTraces = 8, SequenceTokens = 128 }, ownsModel: true);
        return ValueTask.FromResult(wrap?.Invoke(engine) ?? engine);
    });

    public static Configuration Single(string model = "m") => new() { Model = model, Sampling = Lively };

    public static Configuration Majority(int samples, string model = "m") => new() { Model = model, Sampling = Lively, Scaling = ScalingChoice.Majority(samples) };

    /// <summary>What has to be the same in two runs: everything but the clock.</summary>
    public static string[] Contents(TraceStore store) =>
    [
        .. store.Traces.OrderBy(trace => trace.Model, StringComparer.Ordinal).ThenBy(trace => trace.Budget, StringComparer.Ordinal).ThenBy(trace => trace.Question, StringComparer.Ordinal).ThenBy(trace => trace.Sample)
            .Select(trace => $"{trace.Model} {trace.Budget} {trace.Sampling} {trace.Question} {trace.Prompt} {trace.Sample} {trace.Trace.Seed} {string.Join(' ', trace.Trace.Tokens)} {trace.Trace.Answer} {trace.Trace.StopReason}"),
    ];

    public static StoredTrace Stored(string question, int sample, string answer, int tokens = 10, string model = "m", int source = 0, int together = 1, double seconds = 1, string? prompt = null) => new()
    {
        Model = model,
        Source = source,
        Budget = "unlimited",
        Sampling = SamplingName.Of(Lively),
        Question = question,
        Prompt = prompt ?? Questions(50).Find(question)?.Fingerprint ?? "?",
        Sample = sample,
        Together = together,
        Trace = new Trace
        {
            Index = sample,
            Thinking = "",
            Answer = answer,
            Tokens = [.. Enumerable.Range(0, tokens)],
            Usage = new TokenUsage(20, tokens - 1, 1, 0, 0, 0),
            Timing = new ReasoningTiming
            {
                Queue = TimeSpan.Zero,
                Prefill = TimeSpan.FromSeconds(seconds / 10),
                TimeToFirstToken = TimeSpan.FromSeconds(seconds / 10),
                Total = TimeSpan.FromSeconds(seconds),
                InterToken = new InterTokenLatency(9, TimeSpan.FromSeconds(seconds / 10), TimeSpan.FromSeconds(seconds / 10), TimeSpan.FromSeconds(seconds / 9), TimeSpan.FromSeconds(seconds / 8), TimeSpan.FromSeconds(seconds / 7)),
            },
            StopReason = StopReason.Natural,
            Seed = (ulong)sample + 1,
        },
    };

    public static StoredModel StoredModel(string name = "m", string device = "device", string? hash = "aa") => new()
    {
        Name = name,
        FileHash = hash,
        Info = new ProfiledModel { Name = "scripted", Architecture = "scripted", ParameterCount = 1000 },
        Backend = new BackendIdentity { Library = "scripted", Version = "1", Backend = "CPU", Device = device },
        Device = new DeviceState { ModelName = device },
        Library = "1.0",
        LoadedAt = DateTimeOffset.UnixEpoch,
    };

    public static StoredRun Run() => new() { Benchmark = "digits", Seed = 0, Library = "1.0", CreatedAt = DateTimeOffset.UnixEpoch };

    /// <summary>A store in memory, with a model and traces.</summary>
    public static TraceStore Filled(params IEnumerable<StoredTrace> traces)
    {
        var store = new TraceStore("memory", new MemoryStream(), null, new TraceStoreOptions());
        store.Begin(Run());
        store.Add(StoredModel());
        foreach (StoredTrace trace in traces) store.Add(trace);
        return store;
    }

    /// <summary>1 ms a step with 1 µs for each token of context; 2 ms for a step of two sequences; 10 W, and half more with each doubling.</summary>
    public static DeviceProfile Profile(bool parallel = true, string device = "Orin") => new()
    {
        Model = new ProfiledModel { Name = "scripted", Architecture = "scripted", ParameterCount = 1000 },
        Backend = new BackendIdentity { Library = "scripted", Version = "1", Backend = "CPU", Device = device },
        Device = new DeviceState { ModelName = device },
        Provenance = Provenance.Measured,
        Prefill = new LinearPrefill { SecondsPerToken = 1e-4, FixedSeconds = 0.01, FittedPromptTokens = new TokenRange(1, 1000) },
        Decode = new DecodeLatencyModel { SecondsPerStep = 1e-3, SecondsPerContextToken = 1e-6, FittedContextTokens = new TokenRange(1, 1000) },
        Parallel = parallel
            ? [new ParallelDecodeModel { Layout = KvLayout.Separate, Costs = [new SequenceCost(1, 1e-3), new SequenceCost(2, 2e-3), new SequenceCost(4, 3e-3)], SecondsPerAttendedToken = 1e-6, SecondsPerCopiedToken = 1e-5 }]
            : [],
        PrefillPower = new ConstantPower { Watts = 5 },
        DecodePower = new ConstantPower { Watts = 10 },
        PowerRisePerDoubling = 0.5,
        Memory = new MemoryModel { WeightBytes = 1000, KvBytesPerToken = 10 },
    };
}
