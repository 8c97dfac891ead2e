using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>The sequences of a context: which are in use, which are free, and what memory each has reserved.</summary>
/// <remarks>
/// Those in use lie in the order of their sequences, and the lowest free sequence is taken first: with separate streams llama.cpp computes
/// only neighbours together.
/// </remarks>
internal sealed class SlotTable
{
    private readonly IInferenceContext _context;
    private readonly MemoryLedger _memory;
    private readonly PriorityQueue<int, int> _free;
    private readonly Stack<TraceSlot> _traces = [];
    private readonly Stack<ProbeSlot> _probes = [];
    private readonly List<Slot> _active;
    private int _kept, _keptCells;

    public SlotTable(IInferenceContext context)
    {
        int sequences = context.Limits.MaxSequences;
        _context = context;
        Rewinds = context.Capabilities.HasFlag(ContextCapabilities.Rewind);
        _memory = new MemoryLedger(context.Limits);
        _free = new PriorityQueue<int, int>(Enumerable.Range(0, sequences).Select(sequence => (sequence, sequence)));
        _active = new List<Slot>(sequences);
    }

    /// <summary>Whether sequences can be shortened to a prompt that others go on from.</summary>
    public bool Rewinds { get; }

    /// <summary>Sequences in use, by number.</summary>
    public List<Slot> Active => _active;

    /// <summary>Whether there is nothing to decode.</summary>
    public bool IsIdle => !_active.Exists(static slot => slot is not TraceSlot { IsKept: true });

    /// <summary>Sequences and cells that nobody needs: free ones, and those that only keep a prompt.</summary>
    public (int Sequences, int Cells) Unused => (_free.Count + _kept, _memory.FreeCells + _keptCells);

    /// <summary>Takes the lowest free sequence, with room for the longest reply of a wave.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="sharesPrompt">Whether a sibling has the prompt in memory, or will have, so that it takes no room of its own.</param>
    /// <returns>Null where there is no sequence or no room.</returns>
    public TraceSlot? TryTake(Wave wave, bool sharesPrompt)
    {
        int reply = wave.Prompt.MaxTokens, prompt = sharesPrompt ? 0 : wave.Prompt.Tokens.Length;
        return TryTake(reply, prompt) is { } sequence ? Use(_traces, sequence, reply, prompt) : null;
    }

    /// <summary>Takes the lowest free sequence for a probe.</summary>
    public ProbeSlot? TryTakeProbe(TraceSlot source, ProbeOptions options)
    {
        int cells = ProbeSlot.CellsFor(source, options);
        return TryTake(cells, 0) is { } sequence ? Use(_probes, sequence, cells, 0) : null;
    }

    /// <summary>Makes the sequence of a finished trace ready for another of the same prompt.</summary>
    /// <returns>False where there is no room for the reply.</returns>
    public bool TryReuse(TraceSlot kept)
    {
        int reply = kept.Wave.Prompt.MaxTokens;
        if (!_memory.TryReserve(reply)) return false;
        kept.ReplyCells = reply;
        CountKept(kept, -1);
        kept.State = SlotState.Running;
        return true;
    }

    /// <summary>Gives the sequence of a retired prompt to a request whose prompt begins alike.</summary>
    /// <returns>False where there is no room for that prompt and its reply.</returns>
    public bool TryAdopt(TraceSlot retired, Wave wave)
    {
        int reply = wave.Prompt.MaxTokens, prompt = wave.Prompt.Tokens.Length;
        CountKept(retired, -1);
        _memory.Return(retired.PromptCells);
        if (!_memory.TryReserve(reply + prompt))
        {
            _memory.TryReserve(retired.PromptCells);
            CountKept(retired, 1);
            return false;
        }
        retired.ReplyCells = reply;
        retired.PromptCells = prompt;
        retired.State = SlotState.Running;
        return true;
    }

    /// <summary>Whether a trace has all of its prompt in memory, and nobody else has it or will have it, so that it may stay there for later.</summary>
    public bool CanKeep(TraceSlot slot) => Rewinds && (slot.IsKept || slot.Fed >= slot.Wave.Prompt.Tokens.Length)
        && !_active.Exists(other => other != slot && other is TraceSlot && other.Wave.Prompt == slot.Wave.Prompt);

    /// <summary>Leaves nothing of a finished trace but the <see cref="CompiledPrompt.ReusableTokens"/> of its prompt, which nobody else may have in memory.</summary>
    public void Keep(TraceSlot slot)
    {
        int keep = slot.Wave.Prompt.ReusableTokens;
        if (!_context.TryTruncate(slot.Sequence, keep))
        {
            Free(slot);
            return;
        }
        slot.Fed = keep;
        Free(slot.Probe);
        slot.Wave.Holding--;
        slot.Keep();
        _memory.Return(slot.ReplyCells);
        slot.ReplyCells = 0;
        CountKept(slot, 1);
    }

    /// <summary>Keeps the prompt of a request that has ended.</summary>
    public void Retire(TraceSlot slot)
    {
        if (slot.State != SlotState.Kept) Keep(slot);
        if (slot.State != SlotState.Kept) return;
        slot.State = SlotState.Retired;
        // Out of the way: with separate streams those that are decoded should be neighbours.
        int last = _memory.IsPooled || _free.Count == 0 ? -1 : _free.UnorderedItems.Max(static item => item.Element);
        if (last > slot.Sequence) Move(slot, last);
    }

    /// <summary>Takes what is left of a draft out of memory.</summary>
    public void DropDraft(TraceSlot slot)
    {
        slot.Drafted = 0;
        if (_context.TryTruncate(slot.Sequence, slot.Fed)) return;
        throw new InvalidOperationException($"The context has refused to take a draft out of sequence {slot.Sequence}, and says that it can shorten sequences. Set {nameof(ReasoningEngineOptions.DraftTokens)} to 0.");
    }

    /// <summary>Gives up a prompt that was kept for later: first those of requests that have ended, then the oldest.</summary>
    /// <param name="spared">One that is to stay.</param>
    /// <returns>False where there is none.</returns>
    public bool TryEvict(TraceSlot? spared = null)
    {
        TraceSlot? oldest = null;
        foreach (Slot slot in _active)
        {
            if (slot is TraceSlot { IsKept: true } kept && kept != spared && (oldest is null || (kept.State, -kept.Launch).CompareTo((oldest.State, -oldest.Launch)) > 0)) oldest = kept;
        }
        if (oldest is not null) Free(oldest);
        return oldest is not null;
    }

    /// <summary>Empties a sequence and gives back what it had reserved; a trace's probe goes with it.</summary>
    public void Free(Slot? slot)
    {
        if (slot is null) return;
        if (slot is TraceSlot trace)
        {
            Free(trace.Probe);
            if (trace.IsKept) CountKept(trace, -1);
            else trace.Wave.Holding--;
        }
        _active.Remove(slot);
        _context.Release(slot.Sequence);
        _memory.Return(slot.ReplyCells + PassOnPrompt(slot));
        slot.End();
        _free.Enqueue(slot.Sequence, slot.Sequence);
        if (slot is TraceSlot ended) _traces.Push(ended);
        else _probes.Push((ProbeSlot)slot);
    }

    /// <summary>
    /// The last sequence that is being decoded, where one that has finished has left a hole before it: with separate streams only neighbours are computed
    /// together. Moving it copies what it has in memory; the hole would have the weights of the model read once more at every step.
    /// </summary>
    public Slot? FindMove()
    {
        if (_memory.IsPooled || _active.Count == 0 || !_free.TryPeek(out int hole, out _)) return null;   // in one pool any sequences are computed together
        Slot last = _active[^1];
        if (hole > last.Sequence || last.Pending == 0) return null;
        foreach (Slot slot in _active)
        {
            if (slot.Sequence > hole) break;
            if (slot.Pending > 0) return last;
        }
        return null;
    }

    /// <summary>Moves a sequence into the lowest free one.</summary>
    public void Move(Slot slot) => Move(slot, _free.Peek());

    /// <summary>Frees every sequence of a request.</summary>
    public void Free(Request request)
    {
        while (_active.FindLast(slot => slot.Wave.Request == request) is { } slot) Free(slot);
    }

    /// <summary>A finished trace whose prompt is still in memory.</summary>
    public TraceSlot? FindKept(CompiledPrompt prompt) => Find(prompt, static slot => slot.State == SlotState.Kept);

    /// <summary>A trace that a new one can take the prompt from: one that is decoding it for others too, or one whose fork can be rewound to it.</summary>
    public TraceSlot? FindSibling(CompiledPrompt prompt) => Find(prompt, static slot => slot.IsSource)
        ?? (Rewinds ? Find(prompt, static slot => slot.State == SlotState.Running && slot.Fed > 0 && slot.Fed >= slot.Wave.Prompt.ReusableTokens) : null);

    /// <summary>The retired prompt that this one most likely goes on from: of those it has at least half in common with, the one with which it has the most.</summary>
    /// <returns>The sequence, and the tokens in common; null where there is none.</returns>
    public (TraceSlot Slot, int Tokens)? FindRetired(CompiledPrompt prompt)
    {
        (TraceSlot Slot, int Tokens)? best = FindCommon(prompt, static slot => slot.State == SlotState.Retired);
        return best is { } found && 2 * found.Tokens >= found.Slot.Wave.Prompt.Tokens.Length ? best : null;
    }

    /// <summary>The sequence, of whichever request, that has the most of a prompt's beginning in memory.</summary>
    /// <returns>The sequence, and the tokens in common; null where that is less than half of the prompt, and copying it is hardly worth while.</returns>
    public (TraceSlot Slot, int Tokens)? FindBeginning(CompiledPrompt prompt)
    {
        (TraceSlot Slot, int Tokens)? best = FindCommon(prompt, static slot => slot.State == SlotState.Running || slot.IsKept);
        return best is { } found && 2 * found.Tokens >= prompt.Tokens.Length ? best : null;
    }

    /// <summary>Of the traces that have a part of their prompt to decode and none of it in the batch yet, the one that came first.</summary>
    public Slot? FirstToPrefill()
    {
        Slot? first = null;
        foreach (Slot slot in _active)
        {
            if (slot.IsPrefilling && slot.Chunk == 0 && (first is null || slot.Launch < first.Launch)) first = slot;
        }
        return first;
    }

    private TraceSlot? Find(CompiledPrompt prompt, Predicate<TraceSlot> fits)
    {
        foreach (Slot slot in _active)
        {
            if (slot is TraceSlot trace && trace.Wave.Prompt == prompt && fits(trace)) return trace;
        }
        return null;
    }

    private (TraceSlot Slot, int Tokens)? FindCommon(CompiledPrompt prompt, Predicate<TraceSlot> fits)
    {
        (TraceSlot Slot, int Tokens)? best = null;
        foreach (Slot slot in _active)
        {
            if (slot is not TraceSlot trace || !fits(trace)) continue;
            ReadOnlySpan<int> tokens = trace.Wave.Prompt.Tokens;
            int common = prompt.Tokens.AsSpan(0, prompt.ReusableTokens).CommonPrefixLength(tokens[..Math.Min(tokens.Length, trace.Fed)]);
            if (common > (best?.Tokens ?? 0)) best = (trace, common);
        }
        return best;
    }

    private void Move(Slot slot, int to)
    {
        int from = slot.Sequence;
        _context.Fork(from, to);
        _context.Release(from);
        _free.Remove(to, out _, out _);
        _free.Enqueue(from, from);
        _active.Remove(slot);
        slot.Sequence = to;
        Insert(slot);
    }

    private void CountKept(TraceSlot slot, int sign)
    {
        _kept += sign;
        if (_memory.IsPooled) _keptCells += sign * slot.PromptCells;
    }

    private int? TryTake(int reply, int prompt) => _free.Count > 0 && _memory.TryReserve(reply + prompt) ? _free.Dequeue() : null;

    private T Use<T>(Stack<T> spare, int sequence, int reply, int prompt)
        where T : Slot, new()
    {
        T slot = spare.TryPop(out T? used) ? used : new T();
        slot.Sequence = sequence;
        slot.ReplyCells = reply;
        slot.PromptCells = prompt;
        Insert(slot);
        return slot;
    }

    private void Insert(Slot slot)
    {
        int place = _active.FindIndex(other => other.Sequence > slot.Sequence);
        _active.Insert(place < 0 ? _active.Count : place, slot);
    }

    /// <summary>The cells of the prompt stay reserved as long as a trace shares them.</summary>
    /// <returns>The cells that nobody needs any more.</returns>
    private int PassOnPrompt(Slot slot)
    {
        if (slot.PromptCells == 0) return 0;
        foreach (Slot heir in _active)
        {
            if (heir is not TraceSlot trace || trace.Wave.Prompt != slot.Wave.Prompt || trace.PromptCells > 0) continue;
            trace.PromptCells = slot.PromptCells;
            return 0;
        }
        return slot.PromptCells;
    }
}
