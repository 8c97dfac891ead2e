using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Reasoning.Scheduling;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning.Scheduling;

public sealed class SlotTableTests
{
    private const int PromptTokens = 10, ReplyTokens = 20;

    [Test]
    public void TryTake_AfterSomeWereFreed_TakesTheLowestAndKeepsTheOrder()
    {
        SlotTable table = Table(KvLayout.Separate);
        Job job = NewJob();
        TraceSlot[] slots = [Take(table, job), Take(table, job), Take(table, job), Take(table, job)];
        table.Free(slots[2]);
        table.Free(slots[0]);
        Assert.That(Take(table, job).Sequence, Is.Zero);
        Assert.That(Take(table, job).Sequence, Is.EqualTo(2));
        Assert.That(table.Active.Select(slot => slot.Sequence), Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(table.TryTake(job, sharesPrompt: true), Is.Null, "there are four sequences");
    }

    [Test]
    public void TryTake_Pooled_CountsThePromptOnceForThoseWhoShareIt()
    {
        SlotTable table = Table(KvLayout.Unified, capacity: PromptTokens + 2 * ReplyTokens);
        Job job = NewJob();
        Take(table, job);
        Take(table, job, sharesPrompt: true);
        Assert.That(table.Unused, Is.EqualTo((2, 0)));
        Assert.That(table.TryTake(job, sharesPrompt: true), Is.Null);
    }

    [Test]
    public void Free_OfTheOneWhoReservedThePrompt_LeavesItToTheNext()
    {
        SlotTable table = Table(KvLayout.Unified, capacity: 100);
        Job job = NewJob();
        TraceSlot first = Take(table, job), second = Take(table, job, sharesPrompt: true);
        table.Free(first);
        Assert.That(table.Unused.Cells, Is.EqualTo(100 - PromptTokens - ReplyTokens));
        table.Free(second);
        Assert.That(table.Unused, Is.EqualTo((4, 100)));
    }

    [Test]
    public void Free_OfARequest_LeavesTheOthers()
    {
        SlotTable table = Table(KvLayout.Separate);
        Job mine = NewJob(), other = NewJob();
        Take(table, mine);
        Take(table, other);
        Take(table, mine);
        table.Free(mine);
        Assert.That(table.Active.Select(slot => slot.Job), Is.EqualTo(new[] { other }));
        Assert.That((mine.Holding, other.Holding), Is.EqualTo((0, 1)));
    }

    private static SlotTable Table(KvLayout layout, int? capacity = null) =>
        new(ScriptedModel.Noise().CreateContext(new ContextOptions { SequenceTokens = 100, MaxSequences = 4, Layout = layout, CapacityTokens = capacity }));

    private static TraceSlot Take(SlotTable table, Job job, bool sharesPrompt = false)
    {
        TraceSlot slot = table.TryTake(job, sharesPrompt)!;
        slot.Begin(job, job.Launched++, job.Sampler, seed: 0, PhaseMarkers.None);
        job.Holding++;
        return slot;
    }

    private static Job NewJob() => new(new ReasoningOptions { Samples = 8 }, updates: null)
    {
        Prompt = new int[PromptTokens],
        StartsInThinking = false,
        MaxTokens = ReplyTokens,
        Seed = 0,
        Sampler = new Sampler(new SamplingOptions(), 262, 0, new SamplerWorkspace(262)),
        EnqueuedAt = 0,
    };
}
