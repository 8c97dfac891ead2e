using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class ReasoningEngineStreamingTests
{
    [Test]
    public async Task StreamAsync_Pieces_AddUpToTheResult()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("größer </thi no</think>Zoë 😀</th"));
        List<ReasoningUpdate> updates = await CollectAsync(engine, new ReasoningOptions { Scaling = new FixedVote(3) });

        ReasoningResult result = updates[^1].Result!;
        Assert.That(updates.Count(update => update.Kind == ReasoningUpdateKind.Finished), Is.EqualTo(1));
        Assert.That(updates.Where(update => update.Kind == ReasoningUpdateKind.TraceFinished).Select(update => update.Trace), Is.EquivalentTo(result.Traces));
        foreach (Trace trace in result.Traces)
        {
            Assert.That(TextOf(updates, trace.Index, ReasoningUpdateKind.Thinking), Is.EqualTo("größer </thi no"));
            Assert.That(TextOf(updates, trace.Index, ReasoningUpdateKind.Answer), Is.EqualTo("Zoë 😀</th"));
            Assert.That(trace.Answer, Is.EqualTo("Zoë 😀</th"));
        }
    }

    [Test]
    public async Task StreamAsync_Pieces_AreWholeCharacters()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("</think>😀é😀"));
        List<ReasoningUpdate> updates = await CollectAsync(engine, new ReasoningOptions());
        Assert.That(updates.Where(update => update.Kind == ReasoningUpdateKind.Answer).Select(update => update.Text), Is.EqualTo(new[] { "😀", "é", "😀" }));
    }

    [Test]
    public async Task StreamAsync_EndInTheMiddleOfACharacter_GivesTheReplacementCharacter()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("a😀"));
        List<ReasoningUpdate> updates = await CollectAsync(engine, new ReasoningOptions { Budget = TotalLimit.Of(3) }, ReasoningPrompt.FromRawText("<user>Hello<assistant>"));
        Assert.That(TextOf(updates, 0, ReasoningUpdateKind.Answer), Is.EqualTo("a\ufffd"));
        Assert.That(updates[^1].Result!.Answer, Is.EqualTo("a\ufffd"));
    }

    [Test]
    public async Task StreamAsync_LeftEarly_FreesItsMemory()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying(new string('x', 3000)), new ReasoningEngineOptions { MaxParallelTraces = 4 });
        await foreach (ReasoningUpdate update in engine.StreamAsync("Hello", new ReasoningOptions { Scaling = new FixedVote(8) }))
        {
            if (update.Text.Length > 0) break;
        }
        await Eventually.IsTrue(() => engine.Unused.Sequences == 4);
    }

    [Test]
    public void StreamAsync_WrongOption_ThrowsFromTheLoop()
    {
        var engine = new ReasoningEngine(ScriptedModel.Saying("x"));
        Assert.That(async () => await CollectAsync(engine, new ReasoningOptions { Scaling = new FixedVote(-1) }), Throws.InstanceOf<ArgumentException>());
    }

    private static async Task<List<ReasoningUpdate>> CollectAsync(ReasoningEngine engine, ReasoningOptions options, ReasoningPrompt? prompt = null)
    {
        var updates = new List<ReasoningUpdate>();
        await foreach (ReasoningUpdate update in engine.StreamAsync(prompt ?? "Hello", options)) updates.Add(update);
        return updates;
    }

    private static string TextOf(List<ReasoningUpdate> updates, int trace, ReasoningUpdateKind kind) =>
        string.Concat(updates.Where(update => update.TraceIndex == trace && update.Kind == kind).Select(update => update.Text));
}
