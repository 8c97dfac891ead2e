using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineScalingTests
{
    private const int PromptTokens = 9;   // <bos><user>Hello<assistant><think>

    [Test]
    public async Task SampleAsync_LoopLeft_CutsTheOthersAndCountsTheirTokens()
    {
        // Room enough that nobody comes to its end while the loop is left.
        await using var engine = new ReasoningEngine(Coin(), new ReasoningEngineOptions { MaxParallelTraces = 8, SequenceTokens = 1_000_000 });
        var policy = new Delegated(async (traces, token) =>
        {
            var tally = new VoteTally();
            await foreach (Trace trace in traces.SampleAsync(8, null, token))
            {
                tally.Add(trace);
                break;
            }
            return tally.ToOutcome();
        });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Seed = 4, Scaling = policy, Sampling = new() { Temperature = 1, TopP = 1 } });
        Trace[] cut = [.. result.Traces.Where(trace => trace.StopReason == StopReason.Outvoted)];
        Assert.Multiple(() =>
        {
            Assert.That(result.Traces.Select(trace => trace.Index), Is.EqualTo(Enumerable.Range(0, 8)));
            Assert.That(result.Chosen.StopReason, Is.EqualTo(StopReason.Natural));
            Assert.That(cut, Has.Length.InRange(1, 7));
            Assert.That(cut, Has.All.Matches<Trace>(trace => trace!.Extracted is null && trace.Tokens.Count > 0));
            Assert.That(result.Usage.OutputTokens, Is.EqualTo(result.Traces.Sum(trace => trace.Tokens.Count)));
            Assert.That(result.Vote.Valid, Is.EqualTo(1));
        });
        await Eventually.IsTrue(() => engine.Unused.Sequences == 8);
    }

    [Test]
    public async Task SampleAsync_SeveralWaves_DecodeThePromptOnce([Values] KvLayout layout)
    {
        ScriptedModel model = ScriptedModel.Saying("ab</think>done");
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 4, Layout = layout });
        var policy = new Delegated(async (traces, token) =>
        {
            var tally = new VoteTally();
            for (var wave = 0; wave < 3; wave++)
            {
                await foreach (Trace trace in traces.SampleAsync(2, null, token)) tally.Add(trace);
            }
            return tally.ToOutcome();
        });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = policy });
        Assert.That(result.Traces.Select(trace => (trace.Index, trace.Answer)), Is.EqualTo(Enumerable.Range(0, 6).Select(i => (i, "done"))));
        // Later traces decode the last token of the prompt again, for its logits. A reply of 7 tokens feeds 7.
        Assert.That(model.Contexts.Single().DecodedTokens, Is.EqualTo(PromptTokens + 4 + 6 * 7));
        Assert.That(result.Usage.InputTokens, Is.EqualTo(PromptTokens));
    }

    [Test]
    public async Task SampleAsync_WaveWithABudgetOfItsOwn_ChangesThePromptOfThatWave()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Noise());
        var policy = new Delegated(async (traces, token) =>
        {
            var tally = new VoteTally();
            await foreach (Trace trace in traces.SampleAsync(1, null, token)) tally.Add(trace);
            await foreach (Trace trace in traces.SampleAsync(2, new SampleOptions { Budget = TotalLimit.Of(6), ConfidenceTopK = 3 }, token)) tally.Add(trace);
            return tally.ToOutcome();
        });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = policy, Budget = TotalLimit.Of(60) });
        Assert.That(result.Traces.Skip(1), Has.All.Matches<Trace>(trace => trace!.Tokens.Count <= 6 && trace.Confidences is not null));
        Assert.That(result.Traces[0].Confidences, Is.Null);
    }

    [Test]
    public async Task SampleAsync_WhileAnotherLoopRuns_IsRefused()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("a</think>b"));
        var policy = new Delegated(async (traces, token) =>
        {
            await foreach (Trace _ in traces.SampleAsync(2, null, token))
            {
                await foreach (Trace inner in traces.SampleAsync(2, null, token)) Assert.Fail($"{inner} must not come");
            }
            return new VoteTally().ToOutcome();
        });
        Assert.That(async () => await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = policy }), Throws.InvalidOperationException.With.Message.Contains("Leave that loop"));
        Assert.That((await engine.ReasonAsync("Hello")).Answer, Is.EqualTo("b"));
        await Eventually.IsTrue(() => engine.Unused.Sequences == 8);
    }

    [Test]
    public async Task ReasonAsync_PolicyThatSamplesNothingOrChoosesAnUnknownTrace_IsTold()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("a</think>b"));
        var idle = new Delegated((_, _) => ValueTask.FromResult(new VoteTally().ToOutcome()));
        Assert.That(async () => await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = idle }), Throws.InvalidOperationException.With.Message.Contains("no trace"));
        var wrong = new Delegated(async (traces, token) =>
        {
            await foreach (Trace _ in traces.SampleAsync(1, null, token)) { }
            var tally = new VoteTally();
            tally.Add("x", 7);
            return tally.ToOutcome();
        });
        Assert.That(async () => await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = wrong }), Throws.InvalidOperationException.With.Message.Contains("trace 7"));
    }

    [Test]
    public async Task ReasonAsync_PolicyThatThrows_FreesItsTraces()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying(new string('x', 500)));
        var policy = new Delegated(async (traces, token) =>
        {
            await using IAsyncEnumerator<Trace> sampling = traces.SampleAsync(8, null, token).GetAsyncEnumerator(token);
            _ = sampling.MoveNextAsync();
            throw new NotSupportedException("not today");
        });
        Assert.That(async () => await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = policy }), Throws.InstanceOf<NotSupportedException>());
        await Eventually.IsTrue(() => engine.Unused.Sequences == 8);
    }

    /// <summary>The first token decides whether the model closes at once or thinks for ever; the answer is always x.</summary>
    private static ScriptedModel Coin() => new(static (history, logits) =>
    {
        logits.Fill(float.NegativeInfinity);
        if (history[^1] == 260) logits['.'] = logits['-'] = 0;
        else if (history[^1] == '.') logits[261] = 0;
        else if (history[^1] == '-') logits['-'] = 0;
        else if (history[^1] == 261) logits['x'] = 0;
        else logits[257] = 0;
    });

    private sealed class Delegated(Func<ITraceSource, CancellationToken, ValueTask<ScalingOutcome>> scale) : ScalingPolicy
    {
        public override ValueTask<ScalingOutcome> ScaleAsync(ITraceSource traces, CancellationToken cancellationToken) => scale(traces, cancellationToken);
    }
}
