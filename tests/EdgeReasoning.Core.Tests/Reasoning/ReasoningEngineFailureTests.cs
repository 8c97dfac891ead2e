using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineFailureTests
{
    [Test]
    public async Task ReasonAsync_FailedDecode_FailsTheRequestsInTheBatchAndNoOthers()
    {
        using var reached = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        ScriptedModel model = ScriptedModel.Saying("a</think>b");
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call != 1) return;
            reached.Set();
            released.Wait();
            throw new DecodeException("out of luck", sequencesIntact: false);
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 2 });

        Task<ReasoningResult> touched = engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(4) });
        reached.Wait();
        Task<ReasoningResult> untouched = engine.ReasonAsync("Hello");
        released.Set();

        Assert.That(async () => await touched, Throws.InstanceOf<DecodeException>().With.Message.EqualTo("out of luck"));
        Assert.That((await untouched).Answer, Is.EqualTo("b"));
        await Eventually.IsTrue(() => engine.Unused.Sequences == 2);
    }

    [Test]
    public async Task StreamAsync_FailedDecode_ThrowsFromTheLoop()
    {
        ScriptedModel model = ScriptedModel.Saying("a</think>b");
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call == 1) throw new DecodeException("out of luck", sequencesIntact: true);
        });
        await using var engine = new ReasoningEngine(model);
        Assert.That(async () =>
        {
            await foreach (ReasoningUpdate _ in engine.StreamAsync("Hello")) { }
        }, Throws.InstanceOf<DecodeException>());
        Assert.That((await engine.ReasonAsync("Hello")).Answer, Is.EqualTo("b"));
    }

    [Test]
    public async Task ReasonAsync_FaultsAtRandomCalls_LeakNothing()
    {
        var random = new Random(11);
        ScriptedModel model = ScriptedModel.Saying("a</think>b");
        model.Wrap = inner => new FaultyContext(inner, (_, _) =>
        {
            if (random.Next(20) == 0) throw new DecodeException("out of luck", sequencesIntact: random.Next(2) == 0);
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 4, Layout = KvLayout.Unified, SequenceTokens = 64, CapacityTokens = 100 });
        int answered = 0, failed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            try
            {
                Assert.That((await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(1 + i % 6) }, CancellationToken.None)).Answer, Is.EqualTo("b"));
                Interlocked.Increment(ref answered);
            }
            catch (DecodeException)
            {
                Interlocked.Increment(ref failed);
            }
        });
        Assert.That(answered + failed, Is.EqualTo(500));
        Assert.That(Math.Min(answered, failed), Is.GreaterThan(50), "both outcomes must be exercised");
        await Eventually.IsTrue(() => engine.Unused == (4, 100));
    }

    [Test]
    public async Task ReasonAsync_ModelThatProducesNaN_FailsAlone()
    {
        var model = new ScriptedModel(static (history, logits) =>
        {
            logits.Fill(-10);
            logits[history.Contains('N') ? 0 : 257] = history.Contains('N') ? float.NaN : 10;
        });
        await using var engine = new ReasoningEngine(model);
        Task<ReasoningResult> bad = engine.ReasonAsync("Now"), good = engine.ReasonAsync("then");
        Assert.That(async () => await bad, Throws.InvalidOperationException.With.Message.Contains("NaN"));
        Assert.That((await good).StopReason, Is.EqualTo(StopReason.Natural));
    }

    [Test]
    public async Task ReasonAsync_LogThatThrows_IsSurvived()
    {
        ScriptedModel model = ScriptedModel.Saying("a</think>b");
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call == 1) throw new DecodeException("out of luck", sequencesIntact: true);
        });
        using ILoggerFactory loggers = LoggerFactory.Create(builder => builder.AddProvider(new ThrowingLog()).SetMinimumLevel(LogLevel.Trace));
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { LoggerFactory = loggers });
        Assert.That(async () => await engine.ReasonAsync("Hello"), Throws.InstanceOf<DecodeException>());
        Assert.That((await engine.ReasonAsync("Hello")).Answer, Is.EqualTo("b"));
    }

    [Test]
    public async Task ReasonAsync_ContextThatBreaks_StopsTheEngineWithTheReason()
    {
        ScriptedModel model = ScriptedModel.Saying("a</think>b");
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call == 2) inner.Dispose();
        });
        await using var engine = new ReasoningEngine(model);
        Assert.That(async () => await engine.ReasonAsync("Hello"), Throws.InvalidOperationException.With.Message.Contains("engine has stopped"));
        Assert.That(async () => await engine.ReasonAsync("Hello"), Throws.InvalidOperationException.With.Message.Contains("engine has stopped"));
    }

    private sealed class ThrowingLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("the disk is full");

        public void Dispose()
        {
        }
    }
}
