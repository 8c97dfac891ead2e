using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using NUnit.Framework;
using static EdgeReasoning.Remote.Tests.ScriptedHandler;

namespace EdgeReasoning.Remote.Tests;

/// <summary>Servers that fail in every way.</summary>
public sealed class FaultTests
{
    private static IEnumerable<TestCaseData> Passing() =>
    [
        new TestCaseData(Fails(429)).SetArgDisplayNames("429"),
        new TestCaseData(Fails(500)).SetArgDisplayNames("500"),
        new TestCaseData(Fails(503, "0")).SetArgDisplayNames("503 with Retry-After"),
        new TestCaseData(Breaks(Delta("content", "It i"))).SetArgDisplayNames("torn"),
        new TestCaseData(Breaks()).SetArgDisplayNames("empty"),
        new TestCaseData(Says(Delta("content", "It i"), "{\"choices\":[{")).SetArgDisplayNames("half JSON"),
        new TestCaseData(Says("[]")).SetArgDisplayNames("other JSON"),
        new TestCaseData(Says(Delta("content", "It i"), """{"error":{"message":"out of memory"}}""")).SetArgDisplayNames("error in the stream"),
        new TestCaseData(Throws(new HttpRequestException("no route"))).SetArgDisplayNames("no connection"),
    ];

    [TestCaseSource(nameof(Passing))]
    public async Task ReasonAsync_FailureThatPasses_IsTriedAgain(object failure)
    {
        var server = new ScriptedHandler().On("a", (Step)failure, (Step)failure, Thinks("hm", "It is 26."));
        await using RemoteEngine engine = Engines.Over(server);
        ReasoningResult result = await engine.ReasonAsync("?");
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("hm", "It is 26.")));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [TestCaseSource(nameof(Passing))]
    public async Task ReasonAsync_FailureThatStays_IsToldAfterAllAttempts(object failure)
    {
        var server = new ScriptedHandler().On("a", (Step)failure);
        await using RemoteEngine engine = Engines.Over(server);
        var problem = await Assert.ThrowsAsync<RemoteException>(() => engine.ReasonAsync("?"));
        Assert.That(problem!.Message, Does.Contain("http://a/v1").And.Contain("attempt 5"));
        Assert.That(server.Requests, Has.Count.EqualTo(5));
    }

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(404)]
    public async Task ReasonAsync_Refusal_IsNotTriedAgain(int status)
    {
        var server = new ScriptedHandler().On("a", Fails(status));
        await using RemoteEngine engine = Engines.Over(server);
        var problem = await Assert.ThrowsAsync<RemoteException>(() => engine.ReasonAsync("?"));
        Assert.That((problem!.Status, problem.Endpoint), Is.EqualTo(((int?)status, new Uri("http://a/v1"))));
        Assert.That(problem.Message, Does.Contain("no luck"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ReasonAsync_RetryAfter_IsWaitedFor()
    {
        var clock = new ManualClock();
        var server = new ScriptedHandler().On("a", Fails(429, "7"), Thinks("", "x"));
        await using RemoteEngine engine = Engines.Over(server, time: clock);
        Task<ReasoningResult> request = engine.ReasonAsync("?");
        TimeSpan waited = await clock.NextDelay();
        Assert.That(waited, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
        clock.Elapse(waited);
        Assert.That((await request).Answer, Is.EqualTo("x"));
    }

    [Test]
    public async Task ReasonAsync_OneServerFails_AnotherIsAskedAtOnce()
    {
        var clock = new ManualClock();
        var server = new ScriptedHandler().On("a", Fails(503, "60")).On("b", Thinks("", "x"));
        await using RemoteEngine engine = Engines.Over(server, servers: ["a", "b"], time: clock);
        for (var i = 0; i < 10; i++) Assert.That((await engine.ReasonAsync("?")).Answer, Is.EqualTo("x"));
        // It rests for as long as it has asked for, on a clock that stands still.
        Assert.That(server.Requests.Count(request => request.Server == "a"), Is.EqualTo(1));
        clock.Elapse(TimeSpan.FromSeconds(61));
        server.On("a", Thinks("", "x"));
        for (var i = 0; i < 4; i++) await engine.ReasonAsync("?");
        Assert.That(server.Requests.Count(request => request.Server == "a"), Is.GreaterThan(1));
    }

    [Test]
    public async Task ReasonAsync_SeveralServers_ShareTheLoad()
    {
        var server = new ScriptedHandler().On("a", Thinks("", "x")).On("b", Thinks("", "x")).On("c", Thinks("", "x"));
        await using RemoteEngine engine = Engines.Over(server, servers: ["a", "b", "c"]);
        await engine.ReasonAsync("?", new ReasoningOptions { Scaling = ScalingPolicies.BestOf(30, (_, _) => ValueTask.FromResult(0.0)) });
        Assert.That(server.Requests.CountBy(request => request.Server).Select(count => count.Value), Is.All.InRange(5, 15));
    }

    [Test]
    public async Task StreamAsync_TornAfterSomethingWasShown_IsAnError()
    {
        var server = new ScriptedHandler().On("a", Breaks(Delta("content", "It i")), Thinks("", "x"));
        await using RemoteEngine engine = Engines.Over(server);
        await Assert.ThrowsAsync<RemoteException>(async () =>
        {
            await foreach (ReasoningUpdate _ in engine.StreamAsync("?"))
            {
            }
        });
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ReasonAsync_ServerThatStalls_IsGivenUp()
    {
        var server = new ScriptedHandler();
        server.On("a", server.Hangs(Delta("content", "It i")), Thinks("", "x"));
        await using var engine = new RemoteEngine(new RemoteEngineOptions
        {
            Model = "m",
            Endpoints = [new RemoteEndpoint(new Uri("http://a/v1"))],
            HttpClient = new HttpClient(server),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            RestTime = TimeSpan.Zero,
            StallTime = TimeSpan.FromMilliseconds(100),
        });
        Assert.That((await engine.ReasonAsync("?")).Answer, Is.EqualTo("x"));
    }
}
