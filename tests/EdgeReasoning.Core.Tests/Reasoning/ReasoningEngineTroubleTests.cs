using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

/// <summary>What the engine survives: contexts that fail, stall and lie at any call, callbacks that throw, a clock that jumps, disposal at any moment.</summary>
public sealed class ReasoningEngineTroubleTests
{
    [Test]
    public async Task ReasonAsync_AnyCallFailsStallsOrLies_EndsEveryRequestAndLeaksNothing([Range(1, 6)] int seed, [Values(KvLayout.Separate, KvLayout.Unified)] KvLayout layout, [Values(0, 16)] int draftTokens)
    {
        TroubledContext? context = null;
        ScriptedModel model = ScriptedModel.Saying(draftTokens == 0 ? "a</think>b" : "abababab</think>b");
        model.Wrap = inner => context = new TroubledContext(inner, seed);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 4, Layout = layout, SequenceTokens = 64, DraftTokens = draftTokens });
        int answered = 0, failed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (i, _) =>
        {
            try
            {
                ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(1 + i % 5) }, CancellationToken.None);
                Assert.That(result.Answer, Is.EqualTo("b"));
                Interlocked.Increment(ref answered);
            }
            catch (Exception problem) when (problem is DecodeException or InvalidOperationException or ArgumentException)
            {
                Interlocked.Increment(ref failed);
            }
        });
        Assert.That(answered + failed, Is.EqualTo(200));
        Assert.That(new[] { answered, failed, context!.Troubles.Failed, context.Troubles.Stalled, context.Troubles.Lied }, Has.All.Positive, "everything must have happened");
        context.OneIn = 0;
        Assert.That((await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(9) })).Answer, Is.EqualTo("b"), "the engine is as good as new");
        await Eventually.IsTrue(() => engine.Unused == (4, engine.Limits.CapacityTokens));
        await Eventually.IsTrue(() => model.Contexts.Single().UsedSequences == 0);
    }

    private static IEnumerable<TestCaseData> ThrowingCallbacks()
    {
        yield return new TestCaseData(new ReasoningOptions { Extractor = new ThrowingExtractor() }).SetName("{m}(extractor)");
        yield return new TestCaseData(new ReasoningOptions { Extractor = new ThrowingExtractor(), Scaling = ScalingPolicies.MajorityVote(5) }).SetName("{m}(extractor of a vote)");
        yield return new TestCaseData(new ReasoningOptions { Scaling = new ThrowingScaling(afterTraces: 0) }).SetName("{m}(scaling policy before the first trace)");
        yield return new TestCaseData(new ReasoningOptions { Scaling = new ThrowingScaling(afterTraces: 2) }).SetName("{m}(scaling policy after two traces)");
        yield return new TestCaseData(new ReasoningOptions { Budget = TokenBudget.Create().With(new ThrowingBudget(atToken: -1)) }).SetName("{m}(budget policy)");
        yield return new TestCaseData(new ReasoningOptions { Budget = TokenBudget.Create().With(new ThrowingBudget(atToken: 0)) }).SetName("{m}(budget meter, first token)");
        yield return new TestCaseData(new ReasoningOptions { Budget = TokenBudget.Create().With(new ThrowingBudget(atToken: 3)), Scaling = new FixedVote(6) }).SetName("{m}(budget meter, later)");
    }

    [TestCaseSource(nameof(ThrowingCallbacks))]
    public async Task ReasonAsync_CallbackThrows_FailsThatRequestAlone(ReasoningOptions options)
    {
        ScriptedModel model = ScriptedModel.Saying("thinking</think>b");
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 3 });
        Task<ReasoningResult> bad = engine.ReasonAsync("Hello", options), good = engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(4) });
        Assert.That(async () => await bad, Throws.TypeOf<NotSupportedException>());
        Assert.That((await good).Answer, Is.EqualTo("b"));
        await Eventually.IsTrue(() => engine.Unused.Sequences == 3);
        Assert.That(async () =>
        {
            await foreach (ReasoningUpdate _ in engine.StreamAsync("Hello", options)) { }
        }, Throws.TypeOf<NotSupportedException>());
        Assert.That((await engine.ReasonAsync("Hello")).Answer, Is.EqualTo("b"));
        await Eventually.IsTrue(() => engine.Unused.Sequences == 3);
    }

    [Test]
    public async Task ReasonAsync_LogThatCannotEvenBeAsked_IsSurvived()
    {
        ScriptedModel model = ScriptedModel.Saying("a</think>b");
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call == 1) throw new DecodeException("out of luck", sequencesIntact: true);
        });
        using var loggers = new ThrowingLoggers();
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { LoggerFactory = loggers });
        Assert.That(async () => await engine.ReasonAsync("Hello"), Throws.InstanceOf<DecodeException>());
        Assert.That((await engine.ReasonAsync("Hello")).Answer, Is.EqualTo("b"));
        Assert.That(loggers.Calls, Is.GreaterThan(3));
    }

    [Test]
    public async Task ReasonAsync_ClockJumps_EveryRequestEndsWithAResult([Range(1, 5)] int seed)
    {
        var time = new JumpingTime(seed);
        ScriptedModel model = ScriptedModel.Saying("one two three four five six</think>b");
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 4, TimeProvider = time });
        TokenBudget[] budgets = [TokenBudget.Unlimited, TokenBudget.Create().Deadline(TimeSpan.FromSeconds(1)), TokenBudget.Create().Deadline(TimeSpan.FromHours(2)).StopWhenStable(), TokenBudget.Create().Limit(5).Deadline(TimeSpan.FromMilliseconds(5))];
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Budget = budgets[i % 4], Scaling = ScalingPolicies.MajorityVote(1 + i % 3) }, CancellationToken.None);
            Assert.That(result.Traces, Has.All.Matches<Trace>(trace => trace!.Usage.OutputTokens == trace.Tokens.Count));
            if (i % 4 == 0) Assert.That((result.Answer, result.StopReason), Is.EqualTo(("b", StopReason.Natural)));
        });
        Assert.That(time.Jumps, Is.GreaterThan(50));
        await Eventually.IsTrue(() => engine.Unused.Sequences == 4);
    }

    [Test]
    public async Task DisposeAsync_AtAnyCall_EndsEveryRequestAndFreesEverything([Range(0, 12)] int call, [Values] bool byManyAtOnce)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var disposing = new ManualResetEventSlim();
        ScriptedModel model = ScriptedModel.Saying(new string('x', 3000));
        model.Wrap = inner => new FaultyContext(inner, (number, _) =>
        {
            if (number != call) return;
            reached.TrySetResult();
            // Otherwise a request may have its answer before this machine gets to disposing.
            disposing.Wait();
        });
        var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 2, MaxBatchTokens = 8, PrefillChunkTokens = 4 }, ownsModel: true);
        Task<ReasoningResult>[] tasks = [.. Enumerable.Range(0, 4).Select(i => engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(1 + i) }))];
        await reached.Task;
        Task Dispose()
        {
            ValueTask disposed = engine.DisposeAsync();
            disposing.Set();
            return disposed.AsTask();
        }

        if (byManyAtOnce) await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Dispose)));
        else await Dispose();
        foreach (Task<ReasoningResult> task in tasks) Assert.That(async () => await task, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(model.Contexts.Single().IsDisposed && model.IsDisposed, Is.True);
    }

    [Test]
    public async Task DisposeAsync_OfEngineThatHasStopped_FreesEverything()
    {
        ScriptedModel model = ScriptedModel.Saying("x");
        model.Wrap = inner => new FaultyContext(inner, (_, _) => inner.Dispose());
        var engine = new ReasoningEngine(model, ownsModel: true);
        Assert.That(async () => await engine.ReasonAsync("Hello"), Throws.InvalidOperationException.With.Message.Contains("engine has stopped"));
        await engine.DisposeAsync();
        await engine.DisposeAsync();
        Assert.That(model.IsDisposed, Is.True);
    }

    [Test]
    public async Task DisposeAsync_FromACallback_EndsTheRequest()
    {
        var engine = new ReasoningEngine(ScriptedModel.Saying("x</think>y"), ownsModel: true);
        Assert.That(async () => await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new DisposingScaling(engine) }), Throws.InstanceOf<ObjectDisposedException>());
        await engine.DisposeAsync();
    }

    private sealed class ThrowingExtractor : AnswerExtractor
    {
        public override ExtractedAnswer? Extract(string text) => throw new NotSupportedException("extractor");
    }

    private sealed class ThrowingScaling(int afterTraces) : ScalingPolicy
    {
        public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
        {
            int taken = 0;
            if (afterTraces == 0) throw new NotSupportedException("scaling");
            await foreach (Trace _ in traces.SampleAsync(8, null, cancellationToken))
            {
                if (++taken == afterTraces) throw new NotSupportedException("scaling");
            }

            return new VoteTally().ToOutcome();
        }
    }

    private sealed class ThrowingBudget(int atToken) : BudgetPolicy
    {
        protected internal override BudgetMeter Start(BudgetContext context)
        {
            if (atToken < 0) throw new NotSupportedException("policy");
            int tokens = 0;
            return BudgetMeter.From((in ThinkingState _) => tokens++ == atToken ? throw new NotSupportedException("meter") : BudgetDecision.Continue);
        }
    }

    private sealed class DisposingScaling(ReasoningEngine engine) : ScalingPolicy
    {
        public override async ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken)
        {
            await engine.DisposeAsync();
            var tally = new VoteTally();
            await foreach (Trace trace in traces.SampleAsync(2, null, cancellationToken)) tally.Add(trace);
            return tally.ToOutcome();
        }
    }

    private sealed class ThrowingLoggers : ILoggerFactory, ILogger
    {
        private int _calls;

        public int Calls => _calls;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => throw new IOException("the disk is full");

        public bool IsEnabled(LogLevel logLevel)
        {
            Interlocked.Increment(ref _calls);
            throw new IOException("the disk is full");
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => throw new IOException("the disk is full");

        public void Dispose()
        {
        }
    }
}
