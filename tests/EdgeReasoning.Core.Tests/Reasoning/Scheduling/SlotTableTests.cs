using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Reasoning.Scheduling;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning.Scheduling;

public sealed class SlotTableTests
{
    private const int PromptTokens = 10, ReplyTokens = 20;

    private IInferenceContext? _context;

    [TearDown]
    public void DisposeContext() => _context?.Dispose();

    [Test]
    public void TryTake_AfterSomeWereFreed_TakesTheLowestAndKeepsTheOrder()
    {
        SlotTable table = Table(KvLayout.Separate);
        Wave wave = NewWave();
        TraceSlot[] slots = [Take(table, wave), Take(table, wave), Take(table, wave), Take(table, wave)];
        table.Free(slots[2]);
        table.Free(slots[0]);
        Assert.That(Take(table, wave).Sequence, Is.Zero);
        Assert.That(Take(table, wave).Sequence, Is.EqualTo(2));
        Assert.That(table.Active.Select(slot => slot.Sequence), Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(table.TryTake(wave, sharesPrompt: true), Is.Null, "there are four sequences");
    }

    [Test]
    public void TryTake_Pooled_CountsThePromptOnceForThoseWhoShareIt()
    {
        SlotTable table = Table(KvLayout.Unified, capacity: PromptTokens + 2 * ReplyTokens);
        Wave wave = NewWave();
        Take(table, wave);
        Take(table, wave, sharesPrompt: true);
        Assert.That(table.Unused, Is.EqualTo((2, 0)));
        Assert.That(table.TryTake(wave, sharesPrompt: true), Is.Null);
    }

    [Test]
    public void Free_OfTheOneWhoReservedThePrompt_LeavesItToTheNext()
    {
        SlotTable table = Table(KvLayout.Unified, capacity: 100);
        Wave wave = NewWave();
        TraceSlot first = Take(table, wave), second = Take(table, wave, sharesPrompt: true);
        table.Free(first);
        Assert.That(table.Unused.Cells, Is.EqualTo(100 - PromptTokens - ReplyTokens));
        table.Free(second);
        Assert.That(table.Unused, Is.EqualTo((4, 100)));
    }

    [Test]
    public void Free_OfARequest_LeavesTheOthers()
    {
        SlotTable table = Table(KvLayout.Separate);
        Wave mine = NewWave(), other = NewWave();
        Take(table, mine);
        Take(table, other);
        Take(table, mine);
        table.Free(mine.Request);
        Assert.That(table.Active.Select(slot => slot.Wave), Is.EqualTo(new[] { other }));
        Assert.That((mine.Holding, other.Holding), Is.EqualTo((0, 1)));
    }

    private SlotTable Table(KvLayout layout, int? capacity = null)
    {
        _context = ScriptedModel.Noise().CreateContext(new ContextOptions { SequenceTokens = 100, MaxSequences = 4, Layout = layout, CapacityTokens = capacity });
        return new SlotTable(_context);
    }

    [TestCase(KvLayout.Separate, new[] { 0, 1 })]
    [TestCase(KvLayout.Unified, new[] { 0, 3 })]
    public void FindMove_AfterSomeWereFreed_MovesTheLastIntoTheHolesOfSeparateStreams(KvLayout layout, int[] expected)
    {
        SlotTable table = Table(layout, capacity: layout == KvLayout.Unified ? 400 : null);
        Wave wave = NewWave();
        TraceSlot[] slots = [Take(table, wave), Take(table, wave), Take(table, wave), Take(table, wave)];
        table.Free(slots[1]);
        table.Free(slots[2]);
        while (table.FindMove() is { } slot) table.Move(slot);
        Assert.That(table.Active.Select(slot => slot.Sequence), Is.EqualTo(expected));
        Assert.That(table.Active, Is.EqualTo(new[] { slots[0], slots[3] }));
        table.Free(slots[3]);
        Assert.That(Take(table, wave).Sequence, Is.EqualTo(1));
    }

    [Test]
    public void FindMove_HoleBeforeAllThatAreDecoded_LeavesThem()
    {
        SlotTable table = Table(KvLayout.Separate);
        Wave wave = NewWave();
        TraceSlot first = Take(table, wave);
        Take(table, wave);
        table.Free(first);
        Assert.That(table.FindMove(), Is.Null);
    }

    [Test]
    public void Keep_OfTheLastTrace_CountsAsUnusedUntilItIsReused()
    {
        SlotTable table = Table(KvLayout.Unified, capacity: 100);
        Wave wave = NewWave();
        TraceSlot slot = Prefilled(Take(table, wave));
        table.Keep(slot);
        Assert.That((table.Unused, wave.Holding, table.IsIdle), Is.EqualTo(((4, 100), 0, true)));
        Assert.That(table.FindKept(wave.Prompt), Is.SameAs(slot));
        Assert.That(table.TryReuse(slot), Is.True);
        wave.Holding++;
        Assert.That((table.Unused, table.FindKept(wave.Prompt)), Is.EqualTo(((3, 100 - PromptTokens - ReplyTokens), (TraceSlot?)null)));
        table.Free(slot);
        Assert.That(table.Unused, Is.EqualTo((4, 100)));
    }

    [Test]
    public void TryEvict_OfKeptPrompts_GivesUpTheOldest()
    {
        SlotTable table = Table(KvLayout.Unified, capacity: 100);
        TraceSlot first = Prefilled(Take(table, NewWave())), second = Prefilled(Take(table, NewWave()));
        (first.Launch, second.Launch) = (2, 1);
        table.Keep(first);
        table.Keep(second);
        Assert.That(table.TryEvict(), Is.True);
        Assert.That(table.Active, Is.EqualTo(new[] { first }));
        Assert.That(table.TryEvict(), Is.True);
        Assert.That(table.TryEvict(), Is.False);
        Assert.That(table.Unused, Is.EqualTo((4, 100)));
    }

    [Test]
    public void TryEvict_KeptAndRetired_GivesUpTheRetiredFirstAndSparesOne()
    {
        SlotTable table = Table(KvLayout.Unified, capacity: 100);
        TraceSlot kept = Prefilled(Take(table, NewWave())), old = Prefilled(Take(table, NewWave())), young = Prefilled(Take(table, NewWave()));
        (kept.Launch, old.Launch, young.Launch) = (0, 1, 2);
        table.Keep(kept);
        table.Retire(old);
        table.Retire(young);
        Assert.That(table.Unused, Is.EqualTo((4, 100)));
        Assert.That(table.TryEvict(spared: old), Is.True);
        Assert.That(table.Active, Is.EqualTo(new[] { kept, old }));
        Assert.That(table.TryEvict(), Is.True);
        Assert.That(table.Active, Is.EqualTo(new[] { kept }));
    }

    [Test]
    public void Retire_SeparateStreams_MovesThePromptOutOfTheWay()
    {
        SlotTable table = Table(KvLayout.Separate, capacity: 100);
        TraceSlot first = Prefilled(Take(table, NewWave())), second = Prefilled(Take(table, NewWave()));
        table.Retire(first);
        Assert.That((first.Sequence, second.Sequence, Take(table, NewWave()).Sequence), Is.EqualTo((3, 1, 0)));
    }

    [TestCase(35, true)]
    [TestCase(34, false)]
    public void TryAdopt_RetiredPrompt_TakesItsRoomAndNoMoreThanThereIs(int capacity, bool fits)
    {
        SlotTable table = Table(KvLayout.Unified, capacity);
        TraceSlot slot = Prefilled(Take(table, NewWave()));
        table.Retire(slot);
        Wave next = NewWave(promptTokens: 15);
        Assert.That(table.FindRetired(next.Prompt), Is.EqualTo((slot, PromptTokens - 1)));
        Assert.That(table.TryAdopt(slot, next), Is.EqualTo(fits));
        Assert.That(table.Unused, Is.EqualTo(fits ? (3, 0) : (4, capacity)));
    }

    private TraceSlot Prefilled(TraceSlot slot)
    {
        var batch = new TokenBatch(PromptTokens);
        for (var i = 0; i < PromptTokens; i++) batch.Add(0, i, slot.Sequence, wantsLogits: false);
        _context!.Decode(batch);
        slot.Fed = PromptTokens;
        return slot;
    }

    private static TraceSlot Take(SlotTable table, Wave wave, bool sharesPrompt = false)
    {
        TraceSlot slot = table.TryTake(wave, sharesPrompt)!;
        slot.Begin(wave, wave.Launched++, seed: 0, PhaseMarkers.None);
        slot.State = SlotState.Running;
        wave.Holding++;
        return slot;
    }

    private static Wave NewWave(int promptTokens = PromptTokens)
    {
        ScriptedModel model = ScriptedModel.Noise();
        var prompt = new CompiledPrompt(model)
        {
            Tokens = new int[promptTokens],
            StartsInThinking = false,
            Budget = TokenBudget.Unlimited,
            Context = new BudgetPlan(model.Info, ThinkingFormat.None).Resolve(PromptTokens, 4, ReplyTokens, 0, null),
            Closing = [],
            Deadline = null,
            Sampling = new SamplingOptions(),
        };
        var request = new Request(new ReasoningOptions(), seed: 0, enqueuedAt: 0, updates: null);
        return new Wave(request, prompt, 0, 8, new Sampler(new SamplingOptions(), 262, 0, new SamplerWorkspace(262)));
    }
}
