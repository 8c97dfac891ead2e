using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>
/// Keeps account of KV memory, so that a trace starts only when its longest possible reply has room: nothing that has started can run out.
/// </summary>
/// <remarks>With separate streams a free sequence is all the room it takes. In one pool a trace takes its reply, and the first one of a
/// request its prompt too, which the others share.</remarks>
internal sealed class MemoryLedger(ContextLimits limits)
{
    public bool IsPooled { get; } = limits.Layout == KvLayout.Unified;

    /// <summary>Cells of the pool that nobody has reserved.</summary>
    public int FreeCells { get; private set; } = limits.CapacityTokens;

    public bool TryReserve(int cells)
    {
        if (!IsPooled) return true;
        if (cells > FreeCells) return false;
        FreeCells -= cells;
        return true;
    }

    public void Return(int cells)
    {
        if (IsPooled) FreeCells += cells;
    }
}
