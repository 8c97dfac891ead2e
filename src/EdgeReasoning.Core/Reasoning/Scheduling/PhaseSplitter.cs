namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>
/// Splits the bytes of a reply into thinking and answer at the thinking markers, and counts the tokens of each.
/// </summary>
/// <remarks>
/// <code>
///   Thinking --close marker--> Answer --open marker--> Thinking
/// </code>
/// Markers are matched on bytes (Knuth, Morris and Pratt 1977), so that one special token, several plain ones, and a marker that begins
/// in the middle of a token all count. Bytes that may be the start of a marker are held back until that is settled. What a family
/// writes between its close marker and the answer (an empty line, the header of a channel) belongs to the marker.
/// </remarks>
internal sealed class PhaseSplitter
{
    private const int NotExpected = -1;

    private PhaseMarkers _markers = PhaseMarkers.None;
    private int _matched;
    private int _afterClose = NotExpected;
    private int _heldTokens;

    public ByteBuffer Thinking { get; } = new();

    public ByteBuffer Answer { get; } = new();

    public bool IsThinking { get; private set; }

    public int ThinkingTokens { get; private set; }

    public int AnswerTokens { get; private set; }

    public int MarkerTokens { get; private set; }

    /// <summary>Starts over for a new trace.</summary>
    /// <param name="markers">The model's markers.</param>
    /// <param name="startsInThinking">Whether the prompt has opened the thinking already.</param>
    public void Reset(PhaseMarkers markers, bool startsInThinking)
    {
        _markers = markers;
        _matched = _heldTokens = ThinkingTokens = AnswerTokens = MarkerTokens = 0;
        _afterClose = NotExpected;
        IsThinking = startsInThinking;
        Thinking.Clear();
        Answer.Clear();
    }

    /// <summary>Takes the bytes of the next token.</summary>
    public void Add(ReadOnlySpan<byte> token)
    {
        bool thinkingBefore = IsThinking, crossed = false;
        foreach (byte b in token) crossed |= Add(b);

        if (crossed)
        {
            MarkerTokens += _heldTokens + 1;
            _heldTokens = 0;
        }
        else if (token.Length > 0 && _matched + Math.Max(_afterClose, 0) >= token.Length)
        {
            _heldTokens++;
        }
        else
        {
            Count(thinkingBefore, _heldTokens + 1);
            _heldTokens = 0;
        }
    }

    /// <summary>Gives out what was held back: the reply is over.</summary>
    public void Complete()
    {
        if (_afterClose > 0) Answer.Append(_markers.AfterClose!.Bytes.AsSpan(0, _afterClose));
        if (Current is { } marker) Phase.Append(marker.Bytes.AsSpan(0, _matched));
        Count(IsThinking, _heldTokens);
        _matched = _heldTokens = 0;
        _afterClose = NotExpected;
    }

    private Marker? Current => IsThinking ? _markers.Close : _markers.Open;

    private ByteBuffer Phase => IsThinking ? Thinking : Answer;

    /// <returns>Whether a marker ended here.</returns>
    private bool Add(byte b)
    {
        if (_afterClose == NotExpected) return Match(b);
        byte[] expected = _markers.AfterClose!.Bytes;
        if (expected[_afterClose] == b)
        {
            if (++_afterClose < expected.Length) return false;
            _afterClose = NotExpected;
            return true;
        }
        int held = _afterClose;
        _afterClose = NotExpected;
        var crossed = false;
        foreach (byte early in expected.AsSpan(0, held)) crossed |= Match(early);
        return crossed | Match(b);
    }

    private bool Match(byte b)
    {
        if (Current is not { } marker)
        {
            Phase.Append(b);
            return false;
        }
        while (_matched > 0 && marker.Bytes[_matched] != b)
        {
            int shorter = marker.Fallback[_matched - 1];
            Phase.Append(marker.Bytes.AsSpan(0, _matched - shorter));
            _matched = shorter;
        }
        if (marker.Bytes[_matched] != b)
        {
            Phase.Append(b);
            return false;
        }
        if (++_matched < marker.Bytes.Length) return false;
        _matched = 0;
        IsThinking = !IsThinking;
        if (!IsThinking && _markers.AfterClose is not null) _afterClose = 0;
        return true;
    }

    private void Count(bool thinking, int tokens)
    {
        if (thinking) ThinkingTokens += tokens;
        else AnswerTokens += tokens;
    }
}
