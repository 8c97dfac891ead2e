using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>Drafts that llama.cpp decodes on trial and takes back.</summary>
public sealed class DraftTests
{
    private const string Question = "Ann has 20 coins. Ben has 7 coins. Ann gets 3 coins. Ann doubles the coins. Ann gives Ben 5. How many coins does Ann have now?";

    [Test]
    public async Task ReasonAsync_WithDrafts_SameTokensForTheSameSeedAndNothingLeft([Values] KvLayout layout, [Values(1, 3)] int traces)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.ReasonerMiddle, new LlamaCppOptions { Threads = 1 });
        Trace[][] runs = [await RunAsync(model, layout, traces), await RunAsync(model, layout, traces)];
        Assert.That(runs[1].Select(trace => trace.Tokens), Is.EqualTo(runs[0].Select(trace => trace.Tokens)));
        foreach (Trace trace in runs[0])
        {
            Assert.That(trace.Usage.OutputTokens, Is.EqualTo(trace.Tokens.Count));
            Assert.That(trace.Drafts!.Value.AcceptedTokens, Is.InRange(0, trace.Drafts.Value.DraftedTokens));
        }
    }

    [Test]
    public async Task Decode_DraftTakenBack_LeavesTheLogitsOfASequenceThatNeverHadIt([Values] KvLayout layout)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.ReasonerMiddle, new LlamaCppOptions { Threads = 1 });
        int[] tokens = model.Tokenize(Question, addSpecial: true, parseSpecial: false);
        using IInferenceContext context = model.CreateContext(new ContextOptions { SequenceTokens = 256, MaxSequences = 2, Layout = layout });
        var batch = new TokenBatch(256);
        for (var i = 0; i < tokens.Length; i++) batch.Add(tokens[i], i, 0, wantsLogits: false);
        context.Decode(batch);
        context.Fork(0, 1);
        batch.Clear();
        for (var i = 0; i < 4; i++) batch.Add(tokens[i], tokens.Length + i, 0, wantsLogits: true);
        context.Decode(batch);
        Assert.That(context.TryTruncate(0, tokens.Length), Is.True);
        batch.Clear();
        for (var sequence = 0; sequence < 2; sequence++) batch.Add(tokens[^1], tokens.Length, sequence, wantsLogits: true);
        context.Decode(batch);
        float[] never = context.GetLogits(1).ToArray();
        Assert.That(context.GetLogits(0).ToArray(), Is.EqualTo(never).Within(1e-3f));
    }

    private static async Task<Trace[]> RunAsync(LlamaCppModel model, KvLayout layout, int traces)
    {
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = traces, Layout = layout, SequenceTokens = 512, DraftTokens = 6 });
        ReasoningResult result = await engine.ReasonAsync(Question, new ReasoningOptions { Seed = 3, Scaling = new FixedVote(traces), Budget = TotalLimit.Of(120) });
        Assert.That(() => engine.Unused, Is.EqualTo((traces, engine.Limits.CapacityTokens)).After(10_000, 5));
        return [.. result.Traces];
    }
}
