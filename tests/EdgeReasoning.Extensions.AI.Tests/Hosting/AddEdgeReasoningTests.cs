using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace EdgeReasoning.Extensions.AI.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AddEdgeReasoningTests
{
    private readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(null);
    private readonly StubEngine _engine = new();
    private int _loads;

    private Task<IReasoningEngine> Load(IServiceProvider services, EdgeReasoningOptions options, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);
        return Task.FromResult<IReasoningEngine>(_engine);
    }

    [Test]
    public async Task Engine_OfTheHost_IsLoadedOnceWhenWantedAndDisposedWithIt()
    {
        _builder.Services.AddEdgeReasoning(Load);
        using (IHost host = _builder.Build())
        {
            await host.StartAsync();
            var engine = host.Services.GetRequiredService<IReasoningEngine>();
            Assert.That(_loads, Is.Zero, "not before it is wanted");
            ReasoningResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.ReasonAsync("q")));
            Assert.That(results.Select(result => result.Answer), Is.All.EqualTo("answer"));
            Assert.That((await host.Services.GetRequiredService<IChatClient>().GetResponseAsync("q")).Text, Is.EqualTo("answer"));
            Assert.That(host.Services.GetRequiredService<IReasoningEngine>(), Is.SameAs(engine));
            Assert.That((engine.GetService(typeof(ModelInfo)) as ModelInfo)!.Name, Is.EqualTo("stub"));
            Assert.That((_loads, _engine.Disposals), Is.EqualTo((1, 0)));
            await host.StopAsync();
        }

        Assert.That((_loads, _engine.Disposals), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task LoadAtStart_HostThatStarts_WaitsForTheModel()
    {
        _builder.Services.AddEdgeReasoning(Load).Configure(options => options.LoadAtStart = true);
        using IHost host = _builder.Build();
        await host.StartAsync();
        Assert.That(_loads, Is.EqualTo(1));
    }

    [Test]
    public async Task Load_ThatFails_FailsThoseWhoWaitAndIsTriedAgain()
    {
        _builder.Services.AddEdgeReasoning((services, options, token) => Interlocked.Increment(ref _loads) == 1 ? throw new IOException("no such disk") : Task.FromResult<IReasoningEngine>(_engine));
        _builder.Services.AddHealthChecks().AddEdgeReasoning();
        using IHost host = _builder.Build();
        var engine = host.Services.GetRequiredService<IReasoningEngine>();
        Assert.That((await Health(host)).Status, Is.EqualTo(HealthStatus.Degraded));

        Assert.That(async () => await engine.ReasonAsync("q"), Throws.TypeOf<IOException>());
        HealthReportEntry failed = await Health(host);
        Assert.That((failed.Status, failed.Exception!.Message), Is.EqualTo((HealthStatus.Unhealthy, "no such disk")));

        Assert.That((await engine.ReasonAsync("q")).Answer, Is.EqualTo("answer"));
        HealthReportEntry loaded = await Health(host);
        Assert.That((loaded.Status, loaded.Data["model"]), Is.EqualTo((HealthStatus.Healthy, "stub")));
    }

    [Test]
    public async Task Load_RequestThatIsCancelled_LeavesItToTheOthers()
    {
        var gate = new TaskCompletionSource();
        _builder.Services.AddEdgeReasoning(async (services, options, token) =>
        {
            await gate.Task.WaitAsync(token);
            return await Load(services, options, token);
        });
        using IHost host = _builder.Build();
        var engine = host.Services.GetRequiredService<IReasoningEngine>();
        using var source = new CancellationTokenSource();
        Task<ReasoningResult> cancelled = engine.ReasonAsync("q", null, source.Token), other = engine.ReasonAsync("q");
        await source.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        gate.SetResult();
        Assert.That((await other).Answer, Is.EqualTo("answer"));
        Assert.That(_loads, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_AmidALoad_CancelsItAndFailsThoseWhoWait()
    {
        _builder.Services.AddEdgeReasoning(async (services, options, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return _engine;
        });
        IHost host = _builder.Build();
        var engine = host.Services.GetRequiredService<IReasoningEngine>();
        Task<ReasoningResult> waiting = engine.ReasonAsync("q");
        host.Dispose();
        Assert.That(async () => await waiting, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await engine.ReasonAsync("q"), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task KeyedEngines_HaveOptionsChecksAndClientsOfTheirOwn()
    {
        var large = new StubEngine("large");
        _builder.Services.AddKeyedEdgeReasoning("small", Load).Configure(options => options.Effort = EffortLevel.Low);
        _builder.Services.AddKeyedEdgeReasoning("large", (_, options, _) => Task.FromResult<IReasoningEngine>(options.MaxParallelTraces == 3 ? large : throw new InvalidOperationException())).Configure(options => options.MaxParallelTraces = 3);
        _builder.Services.AddHealthChecks().AddEdgeReasoning("small").AddEdgeReasoning("large");
        using IHost host = _builder.Build();

        await host.Services.GetRequiredKeyedService<IChatClient>("small").GetResponseAsync("q");
        await host.Services.GetRequiredKeyedService<IReasoningEngine>("large").ReasonAsync("q");

        Assert.That((_engine.Requests.Count, large.Requests.Count), Is.EqualTo((1, 1)));
        Assert.That(_engine.Requests.Single().Options.Budget.Policies, Has.Length.EqualTo(1), "the effort");
        Assert.That(host.Services.GetService<IReasoningEngine>(), Is.Null, "there is none without a key");
        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.That(report.Entries.Keys, Is.EquivalentTo(new[] { "edge-reasoning-small", "edge-reasoning-large" }));
        Assert.That(report.Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Options_OutOfTheirRange_FailTheStartWithAllThatIsWrong()
    {
        _builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Model:ModelPath"] = "nowhere.gguf",
            ["Model:MaxParallelTraces"] = "0",
            ["Model:SequenceTokens"] = "1",
            ["Model:Deadline"] = "00:00:00",
        });
        _builder.Services.AddEdgeReasoning(Load).BindConfiguration("Model");
        using IHost host = _builder.Build();
        OptionsValidationException? error = await Assert.ThrowsAsync<OptionsValidationException>(async () => await host.StartAsync());
        Assert.That(error!.Failures, Has.Exactly(4).Items);
        Assert.That(error.Message, Does.Contain("nowhere.gguf").And.Contain("from 1 to 256").And.Contain("at least 2").And.Contain("above 0"));
    }

    [Test]
    public async Task Options_OfConfiguration_ReachTheLoaderAndTheChatClient()
    {
        EdgeReasoningOptions? seen = null;
        _builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Model:MaxParallelTraces"] = "4", ["Model:Deadline"] = "00:00:02", ["Model:SequenceTokens"] = "99" });
        _builder.Services.AddEdgeReasoning((services, options, token) =>
        {
            seen = options;
            return Load(services, options, token);
        }).BindConfiguration("Model");
        using IHost host = _builder.Build();
        await host.Services.GetRequiredService<IChatClient>().GetResponseAsync("q");
        Assert.That((seen!.ToEngineOptions().MaxParallelTraces, seen.ToEngineOptions().SequenceTokens), Is.EqualTo((4, 99)));
        Assert.That(_engine.Requests.Single().Options.Budget.EarliestDeadline, Is.EqualTo(TimeSpan.FromSeconds(2)));
    }

    private static async Task<HealthReportEntry> Health(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Single().Value;
}
