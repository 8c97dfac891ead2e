using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Packs the next decode call: a token of every running trace and probe, what was forced, a chunk of the prompts that wait, and drafts.</summary>
internal static class BatchBuilder
{
    public static void Fill(TokenBatch batch, SlotTable slots, int prefillChunkTokens, int draftTokens)
    {
        Allot(batch.Capacity, slots, prefillChunkTokens, draftTokens);
        batch.Clear();
        foreach (Slot slot in slots.Active)
        {
            slot.Row = -1;
            int last = slot.Fed + slot.Pending - 1;
            for (int i = slot.Fed, end = slot.Fed + slot.Chunk + slot.Drafted; i < end; i++)
            {
                int row = batch.Add(slot.TokenAt(i), i, slot.Sequence, wantsLogits: i >= last);
                if (i == last) slot.Row = row;
            }
        }
    }

    /// <summary>Every running trace gets a token first, then what was forced, then prompts: first come, first served. Drafts get what is left, each trace as much as the others.</summary>
    private static void Allot(int capacity, SlotTable slots, int prefillChunkTokens, int draftTokens)
    {
        int room = capacity, decoding = 0;
        foreach (Slot slot in slots.Active)
        {
            slot.Chunk = slot.Pending > 0 && !slot.IsPrefilling ? 1 : 0;
            decoding += slot.Chunk;
        }
        room -= decoding;
        foreach (Slot slot in slots.Active)
        {
            if (slot.Chunk == 0 || slot.Pending == 1) continue;
            int more = Math.Min(room, slot.Pending - 1);
            slot.Chunk += more;
            room -= more;
        }
        int prefill = decoding > 0 ? Math.Min(room, prefillChunkTokens) : room;
        while (prefill > 0 && slots.FirstToPrefill() is { } slot)
        {
            slot.Chunk = Math.Min(prefill, slot.Pending);
            prefill -= slot.Chunk;
            room -= slot.Chunk;
        }
        int each = decoding > 0 ? Math.Min(room, draftTokens) / decoding : 0;
        if (each == 0) return;
        foreach (Slot slot in slots.Active)
        {
            if (slot is TraceSlot trace && slot.Chunk > 0 && slot.Chunk == slot.Pending) trace.Draft(each);
        }
    }
}
