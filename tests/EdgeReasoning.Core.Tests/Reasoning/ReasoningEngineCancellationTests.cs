using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineCancellationTests
{
    [Test]
    public async Task ReasonAsync_CancelledBefore_DecodesNothing()
    {
        ScriptedModel model = ScriptedModel.Saying("x");
        await using var engine = new ReasoningEngine(model);
        Assert.That(async () => await engine.ReasonAsync("Hello", cancellationToken: new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(model.Contexts.Single().DecodeCalls, Is.Zero);
    }

    [TestCase(0, TestName = "ReasonAsync_CancelledDuringPrefill_ReturnsWhileTheCallIsUnderWay")]
    [TestCase(4, TestName = "ReasonAsync_CancelledWhileDecoding_ReturnsWhileTheCallIsUnderWay")]
    public async Task ReasonAsync_CancelledDuring_ReturnsAtOnceAndFreesAtTheNextStep(int atCall)
    {
        using var reached = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        ScriptedModel model = ScriptedModel.Saying(new string('x', 1000));
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call != atCall) return;
            reached.Set();
            released.Wait();
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 4, MaxBatchTokens = 16 });
        using var source = new CancellationTokenSource();

        Task<ReasoningResult> task = engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(6) }, source.Token);
        reached.Wait();
        source.Cancel();
        Assert.That(async () => await task, Throws.InstanceOf<OperationCanceledException>(), "it must return although the decode call has not");

        released.Set();
        await Eventually.IsTrue(() => engine.Unused.Sequences == 4);
        await Eventually.IsTrue(() => model.Contexts.Single().UsedSequences == 0);
        Assert.That(model.Contexts.Single().DecodeCalls, Is.EqualTo(atCall + 1));
    }

    [Test]
    public async Task ReasonAsync_CancelledAfter_ChangesNothing()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("a</think>b"));
        using var source = new CancellationTokenSource();
        ReasoningResult result = await engine.ReasonAsync("Hello", cancellationToken: source.Token);
        source.Cancel();
        Assert.That(result.Answer, Is.EqualTo("b"));
        Assert.That((await engine.ReasonAsync("Hello")).Answer, Is.EqualTo("b"));
    }

    [Test]
    public async Task ReasonAsync_CancelledWhileWaiting_LetsTheNextOnePass()
    {
        using var reached = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        ScriptedModel model = ScriptedModel.Saying("a</think>b");
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call != 0) return;
            reached.Set();
            released.Wait();
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 1 });
        using var source = new CancellationTokenSource();

        Task<ReasoningResult> running = engine.ReasonAsync("Hello");
        reached.Wait();
        Task<ReasoningResult> waiting = engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(100) }, source.Token);
        Task<ReasoningResult> next = engine.ReasonAsync("Hello");
        source.Cancel();
        released.Set();

        Assert.That((await running).Answer, Is.EqualTo("b"));
        Assert.That((await next).Answer, Is.EqualTo("b"));
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task DisposeAsync_WhileGenerating_FailsTheRequestsAndFreesEverything()
    {
        using var reached = new ManualResetEventSlim();
        ScriptedModel model = ScriptedModel.Saying(new string('x', 100_000));
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call == 3) reached.Set();
        });
        var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 2 }, ownsModel: true);
        Task<ReasoningResult>[] tasks = [.. Enumerable.Range(0, 5).Select(_ => engine.ReasonAsync("Hello"))];
        IAsyncEnumerator<ReasoningUpdate> stream = engine.StreamAsync("Hello").GetAsyncEnumerator();
        ValueTask<bool> next = stream.MoveNextAsync();
        reached.Wait();

        await engine.DisposeAsync();
        await engine.DisposeAsync();

        foreach (Task<ReasoningResult> task in tasks) Assert.That(async () => await task, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () =>
        {
            if (await next) while (await stream.MoveNextAsync()) { }
        }, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await engine.ReasonAsync("Hello"), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(model.Contexts.Single().IsDisposed && model.IsDisposed, Is.True);
    }

    [Test]
    public async Task DisposeAsync_OfEngineThatDoesNotOwnTheModel_LeavesTheModel()
    {
        ScriptedModel model = ScriptedModel.Saying("x");
        await new ReasoningEngine(model).DisposeAsync();
        Assert.That(model.IsDisposed, Is.False);
    }
}
