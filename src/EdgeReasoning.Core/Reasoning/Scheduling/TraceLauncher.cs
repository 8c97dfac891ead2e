using EdgeReasoning.Inference;
using EdgeReasoning.Inference.Sampling;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Gives traces their place in memory, and as much of their prompt as is there already: a sibling's, or what another request has left.</summary>
/// <remarks>What throws has begun the trace, so that failing its request frees it.</remarks>
internal sealed class TraceLauncher(IInferenceContext context, SlotTable slots, PhaseMarkers markers, TimeProvider time)
{
    private long _launches;

    /// <summary>Tells who came first.</summary>
    public long NextNumber() => _launches++;

    /// <summary>Begins the next trace of a wave.</summary>
    /// <returns>False where there is no sequence or no room for it now.</returns>
    public bool TryLaunch(Wave wave)
    {
        if (slots.FindKept(wave.Prompt) is { } kept && slots.TryReuse(kept))
        {
            Restart(kept, wave);
            return true;
        }
        TraceSlot? sibling = slots.FindSibling(wave.Prompt);
        bool reuses = slots.Rewinds && sibling is null && wave.Request.Options.ReusesPrompt;
        if (reuses && slots.FindRetired(wave.Prompt) is var (retired, common))
        {
            bool adopted = slots.TryAdopt(retired, wave);
            while (!adopted && slots.TryEvict(spared: retired)) adopted = slots.TryAdopt(retired, wave);
            if (adopted) Continue(retired, wave, common, source: null);
            return adopted;
        }
        TraceSlot? slot = slots.TryTake(wave, sharesPrompt: sibling is not null);
        while (slot is null && slots.TryEvict()) slot = slots.TryTake(wave, sharesPrompt: sibling is not null);
        if (slot is null) return false;
        if (reuses && slots.FindBeginning(wave.Prompt) is var (source, tokens)) Continue(slot, wave, tokens, source);
        else Launch(slot, wave, sibling);
        return true;
    }

    /// <summary>The next trace takes over the place of a finished one, and with it the prompt.</summary>
    public void Restart(TraceSlot slot, Wave wave)
    {
        Begin(slot, wave);
        Rewind(slot, wave.Prompt.ReusableTokens);
    }

    private void Launch(TraceSlot slot, Wave wave, TraceSlot? sibling)
    {
        Begin(slot, wave);
        slot.State = SlotState.Running;
        if (sibling is null)
        {
            slot.IsSource = true;
        }
        else if (sibling.IsSource)
        {
            slot.State = SlotState.AwaitingPrompt;
        }
        else
        {
            context.Fork(sibling.Sequence, slot.Sequence);
            Rewind(slot, wave.Prompt.ReusableTokens);
        }
    }

    /// <summary>Begins with what another request has left in memory: of its sequence, which is taken over, or of a fork.</summary>
    private void Continue(TraceSlot slot, Wave wave, int tokens, TraceSlot? source)
    {
        Begin(slot, wave);
        slot.State = SlotState.Running;
        slot.IsSource = true;
        if (source is not null) context.Fork(source.Sequence, slot.Sequence);
        Rewind(slot, tokens);
        wave.Request.CachedTokens += slot.Fed;
    }

    private void Begin(TraceSlot slot, Wave wave)
    {
        int index = wave.FirstIndex + wave.Launched++;
        wave.Holding++;
        wave.Request.StartedAt ??= time.GetTimestamp();
        slot.Begin(wave, index, SplitMix64.At(wave.Request.Seed, (ulong)index), markers);
        slot.Launch = NextNumber();
    }

    private void Rewind(TraceSlot slot, int keep)
    {
        if (!context.TryTruncate(slot.Sequence, keep))
        {
            context.Release(slot.Sequence);
            keep = 0;
        }
        slot.Fed = keep;
    }
}
