using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Packs the next decode call: a token of every running trace and probe, what was forced, and a chunk of the prompts that wait.</summary>
internal static class BatchBuilder
{
    public static void Fill(TokenBatch batch, SlotTable slots, int prefillChunkTokens)
    {
        Allot(batch.Capacity, slots, prefillChunkTokens);
        batch.Clear();
        foreach (Slot slot in slots.Active)
        {
            slot.Row = -1;
            int last = slot.Fed + slot.Pending - 1;
            for (int i = slot.Fed, end = slot.Fed + slot.Chunk; i < end; i++)
            {
                int row = batch.Add(slot.TokenAt(i), i, slot.Sequence, wantsLogits: i == last);
                if (i == last) slot.Row = row;
            }
        }
    }

    /// <summary>Every running trace gets a token first, then what was forced, then prompts: first come, first served.</summary>
    private static void Allot(int capacity, SlotTable slots, int prefillChunkTokens)
    {
        int room = capacity;
        foreach (Slot slot in slots.Active)
        {
            slot.Chunk = slot.Pending > 0 && !slot.IsPrefilling ? 1 : 0;
            room -= slot.Chunk;
        }
        bool decodes = room < capacity;
        foreach (Slot slot in slots.Active)
        {
            if (slot.Chunk == 0 || slot.Pending == 1) continue;
            int more = Math.Min(room, slot.Pending - 1);
            slot.Chunk += more;
            room -= more;
        }
        if (decodes) room = Math.Min(room, prefillChunkTokens);
        while (room > 0 && slots.FirstToPrefill() is { } slot)
        {
            slot.Chunk = Math.Min(room, slot.Pending);
            room -= slot.Chunk;
        }
    }
}
