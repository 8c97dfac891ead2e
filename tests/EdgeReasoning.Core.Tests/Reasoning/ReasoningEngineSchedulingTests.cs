using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineSchedulingTests
{
    private const string Reply = "think</think>done";

    // "Hello" rendered: <bos><user>Hello<assistant><think>
    private const int PromptTokens = 9;

    private const int ReplyTokens = 5 + 1 + 4;

    [Test]
    public async Task ReasonAsync_ManySamples_DecodesThePromptOnce()
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 8 });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(8) });

        ScriptedContext context = model.Contexts.Single();
        Assert.Multiple(() =>
        {
            Assert.That(result.Traces.Select(trace => trace.Answer), Has.All.EqualTo("done"));
            Assert.That(context.Forks, Is.EqualTo(7));
            Assert.That(context.DecodedTokens, Is.EqualTo(PromptTokens + 8 * ReplyTokens));
            Assert.That(context.DecodeCalls, Is.EqualTo(1 + ReplyTokens), "the traces are decoded side by side");
        });
    }

    [TestCase(KvLayout.Separate)]
    [TestCase(KvLayout.Unified)]
    public async Task ReasonAsync_MoreSamplesThanFit_TakeTurnsWithoutDecodingThePromptAgain(KvLayout layout)
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 4, Layout = layout });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(10) });

        ScriptedContext context = model.Contexts.Single();
        Assert.Multiple(() =>
        {
            Assert.That(result.Traces.Select(trace => trace.Answer), Has.All.EqualTo("done"));
            Assert.That(context.MostSequences, Is.EqualTo(4));
            // The six latecomers decode the last token of the prompt again, for its logits.
            Assert.That(context.DecodedTokens, Is.EqualTo(PromptTokens + 6 + 10 * ReplyTokens));
        });
        await Eventually.IsTrue(() => engine.Unused == (4, context.Limits.CapacityTokens));
    }

    [TestCase(1)]
    [TestCase(3)]
    public async Task ReasonAsync_MoreSamplesThanFitWithoutRewind_DecodeThePromptAnew(int parallel)
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        model.Capabilities = ContextCapabilities.None;
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = parallel });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(7) });
        Assert.That(result.Traces.Select(trace => trace.Answer), Has.All.EqualTo("done"));
        Assert.That(model.Contexts.Single().DecodedTokens, Is.EqualTo(PromptTokens * ((7 + parallel - 1) / parallel) + 7 * ReplyTokens), "one prompt for each that run at once");
    }

    [Test]
    public async Task ReasonAsync_TightPool_WaitsInsteadOfFailing([Values] bool rewinds)
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        if (!rewinds) model.Capabilities = ContextCapabilities.None;
        // Room for one prompt and two replies of 20 at a time.
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 8, Layout = KvLayout.Unified, CapacityTokens = 50, SequenceTokens = 50 });
        ReasoningResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(3), Budget = TotalLimit.Of(20) })));

        Assert.That(results.SelectMany(result => result.Traces).Select(trace => trace.Answer), Has.Exactly(18).EqualTo("done"));
        Assert.That(model.Contexts.Single().MostSequences, Is.EqualTo(2));
        await Eventually.IsTrue(() => engine.Unused == (8, 50));
    }

    [Test]
    public async Task ReasonAsync_LongPromptBesideRunningTraces_IsPrefilledInChunks()
    {
        var prefillBesideDecoding = new List<int>();
        using var running = new ManualResetEventSlim();
        using var queued = new ManualResetEventSlim();
        ScriptedModel model = ScriptedModel.Saying(new string('x', 60) + "</think>done");
        model.Wrap = inner => new FaultyContext(inner, (call, batch) =>
        {
            if (call == 2)
            {
                running.Set();
                queued.Wait();
            }
            int withoutLogits = batch.WantsLogits.Count(false);
            if (call >= 2 && withoutLogits > 0) prefillBesideDecoding.Add(withoutLogits);
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { PrefillChunkTokens = 32 });

        Task<ReasoningResult> first = engine.ReasonAsync("Hello");
        running.Wait();
        Task<ReasoningResult> second = engine.ReasonAsync(new string('y', 200));
        queued.Set();
        await Task.WhenAll(first, second);

        // 204 tokens in chunks of 32; the last chunk holds the token that wants logits.
        Assert.That(prefillBesideDecoding, Is.EqualTo(new[] { 32, 32, 32, 32, 32, 32, 11 }));
    }

    [Test]
    public async Task ReasonAsync_TracesOfManyLengths_KeepTheirRowsInTheOrderOfTheirSequences()
    {
        int outOfOrder = 0, batches = 0;
        ScriptedModel model = ScriptedModel.Answering(prompt => new string('x', prompt.Length % 37) + "</think>done");
        model.Wrap = inner => new FaultyContext(inner, (_, batch) =>
        {
            batches++;
            for (var row = 1; row < batch.Count; row++)
            {
                if (batch.Sequences[row] < batch.Sequences[row - 1]) outOfOrder++;
            }
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 6 });
        await Task.WhenAll(Enumerable.Range(1, 60).Select(i => engine.ReasonAsync(new string('q', i), new ReasoningOptions { Scaling = new FixedVote(1 + i % 3) })));
        Assert.That(batches, Is.GreaterThan(100));
        Assert.That(outOfOrder, Is.Zero);
    }

    [TestCase(KvLayout.Separate, true)]
    [TestCase(KvLayout.Unified, false)]
    public async Task ReasonAsync_TracesThatEndEarly_LeaveNoHolesInSeparateStreams(KvLayout layout, bool expectsNone)
    {
        // Each trace thinks as many characters as its first one says, and there is nobody to take the place of those that have finished.
        int holes = 0;
        var model = new ScriptedModel(static (history, logits) =>
        {
            logits.Fill(float.NegativeInfinity);
            int start = history.LastIndexOf(260) + 1, thought = history.Length - start;
            if (thought == 0) logits['1'..'9'].Fill(0);
            else if (history[^1] == 261) logits[257] = 0;
            else logits[thought > 3 * (history[start] - '0') ? 261 : 'x'] = 0;
        });
        model.Wrap = inner => new FaultyContext(inner, (_, batch) =>
        {
            for (var row = 1; row < batch.Count; row++) holes += Math.Max(0, batch.Sequences[row] - batch.Sequences[row - 1] - 1);
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 8, Layout = layout });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Seed = 1, Scaling = new FixedVote(8), Sampling = new() { Temperature = 1, TopP = 1 } });
        Assert.That(result.Traces, Has.All.Matches<Trace>(trace => trace!.Thinking.Length == 1 + 3 * (trace.Thinking[0] - '0')), "a move takes the whole trace along");
        Assert.That(result.Traces.Select(trace => trace.Thinking.Length).Distinct().Count(), Is.GreaterThan(3));
        Assert.That(holes == 0, Is.EqualTo(expectsNone));
    }

    [Test]
    public async Task ReasonAsync_PromptLongerThanABatch_IsSplit()
    {
        ScriptedModel model = ScriptedModel.Saying(Reply);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxBatchTokens = 16 });
        ReasoningResult result = await engine.ReasonAsync(new string('y', 200), new ReasoningOptions { Scaling = new FixedVote(3) });
        Assert.That(result.Answer, Is.EqualTo("done"));
        Assert.That(model.Contexts.Single().LargestBatch, Is.EqualTo(16));
    }

    [TestCase(0)]
    [TestCase(16)]
    public async Task ReasonAsync_InSteadyState_AllocatesNothingPerStep(int draftTokens)
    {
        var allocated = new long[400];
        ScriptedModel model = draftTokens == 0 ? ScriptedModel.Noise() : ScriptedModel.Murmuring(1);
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call < allocated.Length) allocated[call] = GC.GetAllocatedBytesForCurrentThread();
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { DraftTokens = draftTokens });
        var endless = new SamplingOptions { LogitBias = new Dictionary<int, float> { [257] = float.NegativeInfinity } };
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(4), Budget = TotalLimit.Of(allocated.Length), Sampling = endless });
        // The last tokens close the thinking; with drafts it takes fewer steps to get there.
        int steps = Array.FindLastIndex(allocated, bytes => bytes > 0) + 1;
        Assert.That(steps, draftTokens == 0 ? Is.EqualTo(allocated.Length) : Is.InRange(100, allocated.Length - 1));
        Assert.That(allocated[steps - (draftTokens == 0 ? 20 : steps / 2)] - allocated[10], Is.Zero);
        Assert.That(result.Traces.Sum(trace => trace.Drafts?.AcceptedTokens ?? 0) > 0, Is.EqualTo(draftTokens > 0));
    }

    [TestCase(KvLayout.Separate, true)]
    [TestCase(KvLayout.Unified, true)]
    [TestCase(KvLayout.Separate, false)]
    [TestCase(KvLayout.Unified, false)]
    public async Task ReasonAsync_ManyRandomRequests_AreAllAnsweredAndReleased(KvLayout layout, bool rewinds)
    {
        var random = new Random(5);
        ScriptedModel model = ScriptedModel.Answering(prompt => $"{prompt.Length}</think>{string.Concat(prompt.Where(char.IsDigit))}");
        if (!rewinds) model.Capabilities = ContextCapabilities.None;
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 8, Layout = layout, SequenceTokens = 128, CapacityTokens = 400 });

        int answered = 0, cancelled = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000).Select(i => (i, Samples: random.Next(1, 6), Cancel: random.Next(4) == 0, Delay: random.Next(3))), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (work, _) =>
        {
            using var source = new CancellationTokenSource();
            Task<ReasoningResult> task = engine.ReasonAsync($"question {work.i}", new ReasoningOptions { Scaling = new FixedVote(work.Samples) }, source.Token);
            if (work.Cancel)
            {
                if (work.Delay > 0) await Task.Delay(work.Delay, CancellationToken.None);
                source.Cancel();
            }
            try
            {
                ReasoningResult result = await task;
                Assert.That(result.Traces.Select(trace => trace.Answer), Has.Exactly(work.Samples).EqualTo(work.i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                Interlocked.Increment(ref answered);
            }
            catch (OperationCanceledException) when (work.Cancel)
            {
                Interlocked.Increment(ref cancelled);
            }
        });

        Assert.That(answered + cancelled, Is.EqualTo(1000));
        Assert.That(answered, Is.GreaterThan(500));
        await Eventually.IsTrue(() => engine.Unused == (8, model.Contexts.Single().Limits.CapacityTokens));
        await Eventually.IsTrue(() => model.Contexts.Single().UsedSequences == 0);
    }
}
