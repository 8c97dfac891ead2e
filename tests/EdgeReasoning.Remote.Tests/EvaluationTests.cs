using EdgeReasoning.Evaluation;
using EdgeReasoning.Evaluation.StoryMath;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server;
using NUnit.Framework;

namespace EdgeReasoning.Remote.Tests;

/// <summary>A benchmark evaluated over several of the project's own servers.</summary>
public sealed class EvaluationTests
{
    private static readonly Benchmark Questions = Benchmarks.StoryMath(StorySplit.Test, 12, StoryForm.Open);

    private static readonly Configuration[] Configurations =
    [
        .. from budget in new[] { "limit 16 + answer 16", "limit 48 + answer 16" }
           select new Configuration { Model = "tiny", Budget = BudgetChoice.Parse(budget), Scaling = ScalingChoice.Majority(4) },
    ];

    private static readonly int Traces = Questions.Questions.Count * Configurations.Length * 4;

    private ReasoningEngine _engine = null!;
    private string _folder = null!;

    [OneTimeSetUp]
    public async Task Load() =>
        _engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { MaxParallelTraces = 8 });

    [OneTimeTearDown]
    public async Task Unload() => await _engine.DisposeAsync();

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("edge-reasoning-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task RunAsync_OneOfThreeServersDiesMidWay_EndsWithEveryTraceOnce()
    {
        await using ReasoningServer first = await ServeAsync(), second = await ServeAsync(), third = await ServeAsync();
        Task? death = null;
        var progress = new OnProgress(done =>
        {
            // Its connections are cut, replies that are under way break off.
            if (done >= Traces / 3) death ??= second.StopAsync(new CancellationToken(canceled: true));
        });

        using TraceStore store = TraceStore.Open(Path.Combine(_folder, "traces.jsonl"));
        EvaluationRun run = await RunAsync(store, null, progress, first, second, third);
        await death!;

        AssertWhole(store);
        Assert.That(store.Failures, Is.Empty);
        Assert.That(run.MissingTraces(Configurations[0]) + run.MissingTraces(Configurations[1]), Is.Zero);
        Assert.That(store.Models, Has.Count.EqualTo(1));
        Assert.That(store.Models[0].DeviceName.Split(", "), Is.EquivalentTo(new[] { first, second, third }.Select(server => server.Url.Authority)));
        Assert.That(store.Models[0].Device.Processor, Is.Null, "this machine's processor is none of the servers'");
    }

    [Test]
    public async Task RunAsync_AllServersDie_EndsWithWhatThereIs_AndGoesOnElsewhere()
    {
        string path = Path.Combine(_folder, "traces.jsonl");
        await using ReasoningServer first = await ServeAsync(), second = await ServeAsync();
        Task? death = null;
        var progress = new OnProgress(done =>
        {
            if (done >= Traces / 4) death ??= Task.WhenAll(first.StopAsync(new CancellationToken(canceled: true)), second.StopAsync(new CancellationToken(canceled: true)));
        });
        using (TraceStore store = TraceStore.Open(path))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(store, "this machine", progress, first, second));
            await death!;
            Assert.That(store.Traces, Has.Count.InRange(Traces / 4, Traces - 1));
            Assert.That(store.Failures, Is.Not.Empty);
        }

        await using ReasoningServer other = await ServeAsync();
        using (TraceStore store = TraceStore.Open(path))
        {
            await RunAsync(store, "this machine", null, other);
            AssertWhole(store);
            Assert.That(store.Models.Select(source => source.DeviceName), Is.EqualTo(new[] { "this machine" }), "one device, by its name");
        }
    }

    // Every trace that the plan needs, once, with the seed that the evaluation gives to its sample: no two of a cell and question are equal.
    private static void AssertWhole(TraceStore store)
    {
        Assert.That(store.Traces, Has.Count.EqualTo(Traces));
        Assert.That(store.Traces.Select(trace => (trace.Budget, trace.Question, trace.Sample)).Distinct().Count(), Is.EqualTo(Traces));
        Assert.That(store.Traces.Select(trace => trace.Trace.Seed).Distinct().Count(), Is.EqualTo(Traces));
        Assert.That(store.Traces.Select(trace => trace.Trace.Usage.OutputTokens), Is.All.Positive);
    }

    private static async Task<EvaluationRun> RunAsync(TraceStore store, string? device, IProgress<EvaluationProgress>? progress, params ReasoningServer[] servers)
    {
        var model = new EvaluatedModel("tiny", _ => ValueTask.FromResult<IReasoningEngine>(new RemoteEngine(new RemoteEngineOptions
        {
            Model = "tiny",
            Device = device,
            Endpoints = [.. servers.Select(server => new RemoteEndpoint(new Uri(server.Url, "v1")))],
            Dialect = RemoteDialect.EdgeReasoning,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxRetryDelay = TimeSpan.FromMilliseconds(4),
            RestTime = TimeSpan.FromMilliseconds(20),
        })));
        return await Evaluator.RunAsync([model], Questions, Configurations, store, new EvaluationOptions { ParallelRequests = 4, WaveSamples = 2 }, progress);
    }

    private Task<ReasoningServer> ServeAsync() =>
        ReasoningServer.StartAsync([new ServedModel("tiny", _engine)], new ReasoningServerOptions { Port = 0, Api = new ReasoningApiOptions { DrainTime = TimeSpan.Zero } });

    private sealed class OnProgress(Action<int> report) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => report(value.Done);
    }
}
