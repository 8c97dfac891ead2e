using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

public sealed class LlamaCppEngineTests
{
    private const string Question = "Gus has 18 coins. Gus gives 8. Gus doubles. How many?";

    private static readonly SamplingOptions Greedy = new() { Temperature = 0 };

    private ReasoningEngine _engine = null!;

    [OneTimeSetUp]
    public async Task Load() => _engine = await LlamaCppEngine.LoadAsync(
        TinyModels.PrototypeReasoner,
        new LlamaCppOptions { Threads = 1 },
        new ReasoningEngineOptions { MaxParallelTraces = 16, SequenceTokens = 256 });

    [OneTimeTearDown]
    public async Task Unload() => await _engine.DisposeAsync();

    [Test]
    public async Task ReasonAsync_TinyReasoner_ThinksItsWayToTheAnswer()
    {
        ReasoningResult result = await _engine.ReasonAsync(Question, new ReasoningOptions { Sampling = Greedy });
        Assert.Multiple(() =>
        {
            Assert.That(result.Thinking, Is.EqualTo("18-8=10;10*2=20"));
            Assert.That(result.Answer, Is.EqualTo("20"));
            Assert.That(result.StopReason, Is.EqualTo(StopReason.Natural));
            Assert.That(result.Usage.MarkerTokens, Is.EqualTo(1));
            Assert.That(result.Identity.Library, Is.EqualTo("llama.cpp"));
            Assert.That(result.Identity.Backend, Is.EqualTo("CPU"));
            Assert.That(result.Identity.Threads, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task StreamAsync_Pieces_AddUpToTheResult()
    {
        var thinking = new System.Text.StringBuilder();
        ReasoningResult? result = null;
        await foreach (ReasoningUpdate update in _engine.StreamAsync(Question, new ReasoningOptions { Sampling = Greedy }))
        {
            if (update.Kind == ReasoningUpdateKind.Thinking) thinking.Append(update.Text);
            result = update.Result ?? result;
        }
        Assert.That(thinking.ToString(), Is.EqualTo("18-8=10;10*2=20"));
        Assert.That(result!.Thinking, Is.EqualTo(thinking.ToString()));
    }

    [Test]
    public async Task ReasonAsync_SameSeedAlone_GivesTheSameTokens()
    {
        var options = new ReasoningOptions { Seed = 3, Scaling = new FixedVote(8), Sampling = new() { Temperature = 1.5f, TopP = 1 } };
        ReasoningResult first = await _engine.ReasonAsync(Question, options), again = await _engine.ReasonAsync(Question, options);
        Assert.That(again.Traces.Select(trace => trace.Tokens), Is.EqualTo(first.Traces.Select(trace => trace.Tokens)));
        Assert.That(first.Traces.Select(trace => string.Join(' ', trace.Tokens)).Distinct().Count(), Is.GreaterThan(1));
    }

    [TestCase(KvLayout.Separate)]
    [TestCase(KvLayout.Unified)]
    public async Task ReasonAsync_MoreSamplesThanFit_AllAnswerAlike(KvLayout layout)
    {
        await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(
            TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 },
            new ReasoningEngineOptions { MaxParallelTraces = 3, SequenceTokens = 128, Layout = layout });
        ReasoningResult result = await engine.ReasonAsync(Question, new ReasoningOptions { Scaling = new FixedVote(10), Sampling = Greedy });
        Assert.That(result.Traces.Select(trace => (trace.Thinking, trace.Answer)), Has.Exactly(10).EqualTo(("18-8=10;10*2=20", "20")));
    }

    [TestCase(KvLayout.Separate)]
    [TestCase(KvLayout.Unified)]
    public async Task ReasonAsync_GreedyAmongManyOthers_SaysWhatItSaysAlone(KvLayout layout)
    {
        await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(
            TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 },
            new ReasoningEngineOptions { MaxParallelTraces = 7, SequenceTokens = 128, Layout = layout, PrefillChunkTokens = 16 });
        var random = new Random(3);
        string[] questions = [.. Enumerable.Range(0, 60).Select(_ =>
            $"Gus has {random.Next(10, 20)} coins.{string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(3) == 0 ? " Gus doubles." : $" Gus finds {random.Next(1, 10)}."))} How many?")];
        var alone = new List<string>();
        foreach (string question in questions) alone.Add((await engine.ReasonAsync(question, new ReasoningOptions { Sampling = Greedy })).Thinking);

        // The same in company: several samples each, and others that come and are cancelled.
        int compared = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 240), new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (i, _) =>
        {
            int question = i % questions.Length;
            using var source = new CancellationTokenSource();
            if (i % 4 == 3) source.CancelAfter(i % 7);
            try
            {
                ReasoningResult result = await engine.ReasonAsync(questions[question], new ReasoningOptions { Scaling = new FixedVote(1 + i % 3), Sampling = Greedy }, source.Token);
                Assert.That(result.Traces.Select(trace => trace.Thinking), Has.All.EqualTo(alone[question]));
                Interlocked.Increment(ref compared);
            }
            catch (OperationCanceledException) when (source.IsCancellationRequested)
            {
            }
        });
        Assert.That(compared, Is.GreaterThanOrEqualTo(180));
    }

    [Test]
    public async Task ReasonAsync_TwoThousandRequests_AreAllAccountedForAndReleased()
    {
        const int requests = 2000;
        var random = new Random(20261122);
        var work = Enumerable.Range(0, requests).Select(i => (
            Prompt: $"{"Ann Bob Dee Eve"[..(4 * random.Next(1, 5) - 1)]} has {random.Next(3, 20)} coins. Ann {(random.Next(2) == 0 ? "doubles" : "finds 6")}. How many?",
            Samples: random.Next(1, 4),
            MaxTokens: random.Next(1, 25),
            CancelAfter: random.Next(4) == 0 ? random.Next(0, 30) : (int?)null)).ToArray();

        int answered = 0, cancelled = 0;
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (item, _) =>
        {
            using var source = new CancellationTokenSource();
            try
            {
                var options = new ReasoningOptions { Seed = (ulong)item.Samples, Scaling = new FixedVote(item.Samples), Budget = TotalLimit.Of(item.MaxTokens), Sampling = new() { Temperature = 1 } };
                Task<ReasoningResult> task = _engine.ReasonAsync(item.Prompt, options, source.Token);
                if (item.CancelAfter is { } milliseconds) source.CancelAfter(milliseconds);
                ReasoningResult result = await task;
                Assert.That(result.Traces, Has.Count.EqualTo(item.Samples).And.All.Matches<Trace>(trace => trace is not null &&
                    trace.Usage.OutputTokens == trace.Tokens.Count && trace.Tokens.Count <= item.MaxTokens
                    && (trace.StopReason == StopReason.Natural || trace.Tokens.Count == item.MaxTokens)));
                Interlocked.Increment(ref answered);
            }
            catch (OperationCanceledException) when (item.CancelAfter is not null)
            {
                Interlocked.Increment(ref cancelled);
            }
        });

        Assert.That(answered + cancelled, Is.EqualTo(requests));
        Assert.That(answered, Is.GreaterThanOrEqualTo(work.Count(item => item.CancelAfter is null)));
        for (var i = 0; i < 3000 && _engine.Unused.Sequences < 16; i++) await Task.Delay(10);
        Assert.That(_engine.Unused, Is.EqualTo((16, _engine.Limits.CapacityTokens)));
        Assert.That((await _engine.ReasonAsync(Question, new ReasoningOptions { Sampling = Greedy })).Answer, Is.EqualTo("20"), "the engine is as good as new");
    }

    [Test]
    public void LoadAsync_ContextLargerThanMemory_IsRefusedWithBothNumbers() =>
        Assert.That(
            async () => await LlamaCppEngine.LoadAsync(TinyModels.PrototypeReasoner, engineOptions: new ReasoningEngineOptions { SequenceTokens = 30_000_000, MaxParallelTraces = 64 }),
            Throws.InstanceOf<InsufficientMemoryException>().With.Message.Match(@"\d.*\d"));

    [Test]
    public void LoadAsync_Cancelled_StopsLoading() =>
        Assert.That(
            async () => await LlamaCppEngine.LoadAsync(TinyModels.PrototypeReasoner, cancellationToken: new CancellationToken(true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void LoadAsync_BadEngineOption_IsRefusedBeforeLoading() =>
        Assert.That(
            async () => await LlamaCppEngine.LoadAsync("no such file", engineOptions: new ReasoningEngineOptions { MaxParallelTraces = 0 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task DisposeAsync_WhileGenerating_EndsTheRequests()
    {
        ReasoningEngine engine = await LlamaCppEngine.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 });
        // Without an end token it would go on to the end of the context.
        var options = new ReasoningOptions { Scaling = new FixedVote(8), Sampling = new() { LogitBias = new Dictionary<int, float> { [2] = float.NegativeInfinity } } };
        IAsyncEnumerator<ReasoningUpdate> stream = engine.StreamAsync(Question, options).GetAsyncEnumerator();
        Assert.That(await stream.MoveNextAsync(), Is.True);

        await engine.DisposeAsync();

        Assert.That(async () =>
        {
            while (await stream.MoveNextAsync()) { }
        }, Throws.InstanceOf<ObjectDisposedException>());
    }
}
