using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance.Tests.Meters;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineDraftTests
{
    // Long enough to be worth repeating, and nothing but itself to repeat.
    private static readonly string s_reply = string.Concat(Enumerable.Repeat("abcdefgh", 20)) + "</think>done";

    [Test]
    public async Task ReasonAsync_ReplyThatRepeatsItself_TakesACallLessForEveryAcceptedToken([Values] KvLayout layout, [Values(1, 3, 8)] int draftTokens)
    {
        (Trace without, ScriptedContext plain) = await RunAsync(layout, draftTokens: 0);
        (Trace with, ScriptedContext drafting) = await RunAsync(layout, draftTokens);
        DraftUsage drafts = with.Drafts!.Value;
        Assert.Multiple(() =>
        {
            Assert.That(with.Tokens, Is.EqualTo(without.Tokens));
            Assert.That(without.Drafts, Is.Null);
            Assert.That(drafts.AcceptedTokens, Is.InRange(60, drafts.DraftedTokens));
            Assert.That(drafting.DecodeCalls, Is.EqualTo(plain.DecodeCalls - drafts.AcceptedTokens));
            Assert.That(drafting.DecodedTokens, Is.EqualTo(plain.DecodedTokens + drafts.DraftedTokens - drafts.AcceptedTokens));
        });
    }

    [TestCase(3, 4, false)]
    [TestCase(4, 4, true)]
    public async Task ReasonAsync_Vote_DraftsWhereEachTraceGetsAToken(int draftTokens, int traces, bool drafts)
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying(s_reply), new ReasoningEngineOptions { DraftTokens = draftTokens });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(traces) });
        Assert.That(result.Traces.Select(trace => trace.Drafts is not null), Has.Exactly(traces).EqualTo(drafts));
    }

    [Test]
    public async Task ReasonAsync_MemoryThatCannotGoBack_DraftsNothing()
    {
        ScriptedModel model = ScriptedModel.Saying(s_reply);
        model.Capabilities = ContextCapabilities.None;
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { DraftTokens = 8 });
        Assert.That((await engine.ReasonAsync("Hello")).Chosen.Drafts, Is.Null);
    }

    [Test]
    public async Task ReasonAsync_SmallBatch_LeavesTheDraftsOut()
    {
        ScriptedModel model = ScriptedModel.Saying(s_reply);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { DraftTokens = 8, MaxParallelTraces = 1, MaxBatchTokens = 3 });
        ReasoningResult result = await engine.ReasonAsync("Hello");
        Assert.That((result.Answer, model.Contexts.Single().LargestBatch), Is.EqualTo(("done", 3)));
    }

    [Test]
    public async Task ReasonAsync_ReplyUpToItsLimit_NeverHoldsMoreThanIsReserved([Range(1, 12)] int tokens)
    {
        ScriptedModel model = ScriptedModel.Saying(new string('a', 100));
        int prompt = 0, most = 0;
        model.Wrap = inner => new FaultyContext(inner, (call, batch) =>
        {
            if (call == 0) prompt = batch.Count;
            most = Math.Max(most, batch.Positions[^1] + 1);
        });
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { DraftTokens = 8 });
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions { Budget = TotalLimit.Of(tokens) });
        Assert.That(result.Usage.OutputTokens, Is.LessThanOrEqualTo(tokens));
        Assert.That(most, Is.LessThanOrEqualTo(prompt + tokens - 1), "the last token is not decoded");
    }

    [Test]
    public async Task ReasonAsync_DeadlineAndTokensThatComeInBursts_IsKeptAndAnswers([Range(0, 9)] int seed)
    {
        var time = new ManualTime();
        ScriptedModel model = ScriptedModel.Murmuring(seed);
        model.Wrap = inner => new FaultyContext(inner, (_, _) => time.Advance(TimeSpan.FromMilliseconds(10)));
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { DraftTokens = 8, TimeProvider = time });
        var deadline = TimeSpan.FromSeconds(1);
        ReasoningResult result = await engine.ReasonAsync("Hello", new ReasoningOptions
        {
            Budget = TokenBudget.Create().Deadline(deadline),
            Sampling = new SamplingOptions { Temperature = 1, LogitBias = new Dictionary<int, float> { [257] = float.NegativeInfinity, [260] = float.NegativeInfinity, [261] = float.NegativeInfinity } },
        });
        Assert.That(result.Timing.Total, Is.InRange(deadline / 2, deadline));
        Assert.That((result.Chosen.ThinkingStop, result.StopReason, result.Answer.Length > 0), Is.EqualTo((StopReason.Deadline, StopReason.Deadline, true)));
        Assert.That(result.Chosen.Drafts!.Value.AcceptedTokens, Is.GreaterThan(10));
    }

    private static async Task<(Trace Trace, ScriptedContext Context)> RunAsync(KvLayout layout, int draftTokens)
    {
        ScriptedModel model = ScriptedModel.Saying(s_reply);
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { Layout = layout, DraftTokens = draftTokens });
        ReasoningResult result = await engine.ReasonAsync("Hello");
        await Eventually.IsTrue(() => engine.Unused == (8, engine.Limits.CapacityTokens));
        return (result.Chosen, model.Contexts.Single());
    }
}
