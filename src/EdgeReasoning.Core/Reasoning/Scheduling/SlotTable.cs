using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>The sequences of a context: which hold a trace, which are free, and what memory each has reserved.</summary>
/// <remarks>
/// Traces in use lie in the order of their sequences, and the lowest free sequence is taken first: with separate streams llama.cpp computes
/// only neighbours together.
/// </remarks>
internal sealed class SlotTable
{
    private readonly IInferenceContext _context;
    private readonly MemoryLedger _memory;
    private readonly PriorityQueue<TraceSlot, int> _free;
    private readonly List<TraceSlot> _active;

    public SlotTable(IInferenceContext context)
    {
        int sequences = context.Limits.MaxSequences;
        _context = context;
        _memory = new MemoryLedger(context.Limits);
        _free = new PriorityQueue<TraceSlot, int>(Enumerable.Range(0, sequences).Select(sequence => (new TraceSlot(sequence), sequence)));
        _active = new List<TraceSlot>(sequences);
    }

    /// <summary>Traces in memory, by sequence.</summary>
    public List<TraceSlot> Active => _active;

    /// <summary>Sequences without a trace, and cells nobody has reserved.</summary>
    public (int Sequences, int Cells) Unused => (_free.Count, _memory.FreeCells);

    /// <summary>Takes the lowest free sequence, with room for the longest reply of a request.</summary>
    /// <param name="job">The request.</param>
    /// <param name="sharesPrompt">Whether a sibling has the prompt in memory, or will have, so that it takes no room of its own.</param>
    /// <returns>Null where there is no sequence or no room.</returns>
    public TraceSlot? TryTake(Job job, bool sharesPrompt)
    {
        int promptCells = sharesPrompt ? 0 : job.Prompt.Length;
        if (_free.Count == 0 || !_memory.TryReserve(job.MaxTokens + promptCells)) return null;
        TraceSlot slot = _free.Dequeue();
        slot.PromptCells = promptCells;
        int place = _active.FindIndex(other => other.Sequence > slot.Sequence);
        _active.Insert(place < 0 ? _active.Count : place, slot);
        return slot;
    }

    /// <summary>Empties a sequence and gives back what it had reserved.</summary>
    public void Free(TraceSlot slot)
    {
        _active.Remove(slot);
        _context.Release(slot.Sequence);
        _memory.Return(slot.Job.MaxTokens + PassOnPrompt(slot));
        slot.Job.Holding--;
        slot.End();
        _free.Enqueue(slot, slot.Sequence);
    }

    /// <summary>Frees every sequence of a request.</summary>
    public void Free(Job job)
    {
        for (int i = _active.Count - 1; i >= 0; i--)
        {
            if (_active[i].Job == job) Free(_active[i]);
        }
    }

    /// <summary>A trace of a request that a new one can take the prompt from: one that is decoding it, or that can be rewound to it.</summary>
    public TraceSlot? FindSibling(Job job, bool rewinds)
    {
        if (job.Holding == 0) return null;
        foreach (TraceSlot slot in _active)
        {
            if (slot.Job != job) continue;
            if (slot.State == SlotState.Prefilling && job.PrefilledAt is null) return slot;
            if (slot.State == SlotState.Decoding && rewinds) return slot;
        }
        return null;
    }

    /// <summary>Of the traces whose prompt is not in memory and has no part in the batch yet, the one that came first.</summary>
    public TraceSlot? FirstToPrefill()
    {
        TraceSlot? first = null;
        foreach (TraceSlot slot in _active)
        {
            if (slot.State == SlotState.Prefilling && slot.Chunk == 0 && (first is null || slot.Launch < first.Launch)) first = slot;
        }
        return first;
    }

    /// <summary>The cells of the prompt stay reserved as long as a trace shares them.</summary>
    /// <returns>The cells that nobody needs any more.</returns>
    private int PassOnPrompt(TraceSlot slot)
    {
        if (slot.PromptCells == 0) return 0;
        foreach (TraceSlot heir in _active)
        {
            if (heir.Job != slot.Job || heir.PromptCells > 0) continue;
            heir.PromptCells = slot.PromptCells;
            return 0;
        }
        return slot.PromptCells;
    }
}
