namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>Drafts the next tokens of one trace from its prompt and itself: what followed when its last tokens stood there before.</summary>
/// <remarks>
/// Prompt lookup decoding (A. Saxena, 2023): reasoning repeats its question and itself. Of all places where its last tokens stood, the draft goes on from
/// the one that agrees with the most of them, and from the latest of several. It is at most one token longer than what the one before it had right, so that a trace that does not
/// repeat itself wastes one row of a step. Buffers are reused from trace to trace.
/// </remarks>
internal sealed class DraftLookup
{
    // Longer ends are hardly more often right.
    private const int LongestEnd = 4, RoomAhead = 8192;

    private int[] _tokens = [];
    private int _count, _start, _right;

    /// <summary>Tokens drafted so far.</summary>
    public int Drafted { get; private set; }

    /// <summary>Of them, those that were chosen.</summary>
    public int Accepted { get; private set; }

    /// <summary>Starts over for a new trace.</summary>
    public void Reset() => _count = _right = Drafted = Accepted = 0;

    /// <summary>Makes the next draft.</summary>
    /// <param name="prompt">The trace's prompt.</param>
    /// <param name="reply">The trace so far; it begins with what it was the last time.</param>
    /// <param name="most">Tokens of the draft at the most, from 1.</param>
    /// <returns>Its tokens; 0 where the last token has not stood there before.</returns>
    public int Draft(ReadOnlySpan<int> prompt, ReadOnlySpan<int> reply, int most)
    {
        ReadOnlySpan<int> tokens = Join(prompt, reply);
        int length = Math.Min(Math.Min(most, _right + 1), tokens.Length - Find(tokens));
        _right = 0;
        Drafted += length;
        return length;
    }

    /// <summary>A token of the draft.</summary>
    /// <param name="i">From 0, the first that is not accepted yet.</param>
    public int this[int i] => _tokens[_start + _right + i];

    /// <summary>Notes that the first one not accepted yet was chosen.</summary>
    public void Accept()
    {
        _right++;
        Accepted++;
    }

    private ReadOnlySpan<int> Join(ReadOnlySpan<int> prompt, ReadOnlySpan<int> reply)
    {
        int length = prompt.Length + reply.Length;
        if (length > _tokens.Length) Array.Resize(ref _tokens, Math.Max(2 * length, RoomAhead));
        if (_count == 0) prompt.CopyTo(_tokens);
        int known = Math.Max(0, _count - prompt.Length);
        reply[known..].CopyTo(_tokens.AsSpan(prompt.Length + known));
        _count = length;
        return _tokens.AsSpan(0, length);
    }

    /// <returns>Where the draft begins; the end where there is none.</returns>
    private int Find(ReadOnlySpan<int> tokens)
    {
        int last = tokens[^1], longest = 0;
        _start = tokens.Length;
        for (int i = tokens[..^1].LastIndexOf(last); i >= 0 && longest < LongestEnd; i = tokens[..i].LastIndexOf(last))
        {
            int agrees = 1;
            while (agrees < LongestEnd && agrees <= i && tokens[i - agrees] == tokens[^(agrees + 1)]) agrees++;
            if (agrees > longest) (longest, _start) = (agrees, i + 1);
        }
        return _start;
    }
}
