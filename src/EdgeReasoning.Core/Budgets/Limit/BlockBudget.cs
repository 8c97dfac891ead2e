namespace EdgeReasoning.Budgets;

/// <summary>llama.cpp's budget for one thinking block after another (common/reasoning-budget.h), state by state.</summary>
/// <remarks>
/// <code>
///   Idle, Done   --start--> Counting with a fresh budget, or Forcing where that is 0
///   Counting     --end--> Done
///   Counting     --budget used up--> Forcing, or WaitingUtf8 inside a code point
///   WaitingUtf8  --end--> Done
///   WaitingUtf8  --code point whole--> Forcing
///   Forcing      --forced tokens all sent--> Done
/// </code>
/// Where end and exhaustion fall on one token, the end wins. A part of an end tag that stands there at exhaustion is forgotten.
/// </remarks>
internal sealed class BlockBudget
{
    private readonly TagMatcher _start;
    private readonly TagMatcher _end;
    private readonly int[] _forced;
    private readonly int _budget;
    private int _sent;

    /// <summary>Makes a budget.</summary>
    /// <param name="start">Tags that begin a block.</param>
    /// <param name="end">Tags that end it.</param>
    /// <param name="forced">What is sent when the budget is used up.</param>
    /// <param name="budget">Tokens of a block, from 0.</param>
    /// <param name="startsInBlock">Whether a block has begun already.</param>
    public BlockBudget(TagMatcher start, TagMatcher end, int[] forced, int budget, bool startsInBlock = false)
    {
        (_start, _end, _forced, _budget) = (start, end, forced, budget);
        Remaining = budget;
        if (startsInBlock) Begin();
    }

    private BlockBudget(BlockBudget other)
    {
        (_start, _end, _forced, _budget) = (other._start.Clone(), other._end.Clone(), other._forced, other._budget);
        (_sent, State, Remaining) = (other._sent, other.State, other.Remaining);
    }

    public BlockState State { get; private set; }

    /// <summary>Tokens of the block that are left.</summary>
    public int Remaining { get; private set; }

    /// <summary>The one token that may come next; null where any may.</summary>
    public int? ForcedToken => State == BlockState.Forcing ? _forced[_sent] : null;

    /// <summary>Takes a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="completesUtf8">Whether the text is whole code points with it.</param>
    public void Accept(int token, bool completesUtf8)
    {
        switch (State)
        {
            case BlockState.Idle or BlockState.Done:
                if (_start.Advance(token)) Begin();
                break;
            case BlockState.Counting or BlockState.WaitingUtf8 when _end.Advance(token):
                State = BlockState.Done;
                _start.Reset();
                break;
            case BlockState.Counting when --Remaining > 0:
                break;
            case BlockState.Counting or BlockState.WaitingUtf8:
                if (completesUtf8) StartForcing();
                else State = BlockState.WaitingUtf8;
                break;
            case BlockState.Forcing when ++_sent == _forced.Length:
                State = BlockState.Done;
                _start.Reset();
                break;
        }
    }

    /// <summary>Ends the block by hand.</summary>
    /// <returns>False, and nothing changes, unless the block is being counted.</returns>
    public bool Force()
    {
        if (State != BlockState.Counting) return false;
        StartForcing();
        return true;
    }

    /// <summary>A budget that goes on from here by itself.</summary>
    public BlockBudget Clone() => new(this);

    private void Begin()
    {
        Remaining = _budget;
        _end.Reset();
        if (_budget > 0) State = BlockState.Counting;
        else StartForcing();
    }

    private void StartForcing()
    {
        State = _forced.Length > 0 ? BlockState.Forcing : BlockState.Done;
        _sent = 0;
        _end.Reset();
    }
}
