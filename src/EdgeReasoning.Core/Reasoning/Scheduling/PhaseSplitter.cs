namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>
/// Splits the bytes of a reply into thinking and answer at the thinking markers, and counts the tokens of each.
/// </summary>
/// <remarks>
/// <code>
///   Thinking --close marker--> Answer --open marker--> Thinking
///   Thinking --open marker--> Thinking,  Answer --close marker--> Answer      (swallowed)
/// </code>
/// Markers are matched on bytes, so that one special token, several plain ones, and a marker that begins in the middle of a token
/// all count. Bytes that may be the start of a marker are held back until that is settled. What a family
/// writes between its close marker and the answer (an empty line, the header of a channel) belongs to the marker.
/// </remarks>
internal sealed class PhaseSplitter
{
    private const int NotExpected = -1, OnStack = 256;

    private readonly ByteBuffer _held = new();
    private PhaseMarkers _markers = PhaseMarkers.None;
    private bool _isSealed;
    private int _afterClose = NotExpected;

    public ByteBuffer Thinking { get; } = new();

    public ByteBuffer Answer { get; } = new();

    public bool IsThinking { get; private set; }

    /// <summary>Thinking blocks so far, the one under way included.</summary>
    public int Blocks { get; private set; }

    public int ThinkingTokens { get; private set; }

    public int AnswerTokens { get; private set; }

    public int MarkerTokens { get; private set; }

    /// <summary>Tokens of the phase under way that may turn out to be a marker.</summary>
    public int HeldTokens { get; private set; }

    /// <summary>Starts over for a new trace.</summary>
    /// <param name="markers">The model's markers.</param>
    /// <param name="startsInThinking">Whether the prompt has opened the thinking already.</param>
    public void Reset(PhaseMarkers markers, bool startsInThinking)
    {
        _markers = markers;
        HeldTokens = ThinkingTokens = AnswerTokens = MarkerTokens = 0;
        _afterClose = NotExpected;
        _isSealed = false;
        IsThinking = startsInThinking;
        Blocks = startsInThinking ? 1 : 0;
        _held.Clear();
        Thinking.Clear();
        Answer.Clear();
    }

    /// <summary>Takes the bytes of the next token.</summary>
    public void Add(ReadOnlySpan<byte> token)
    {
        if (_isSealed)
        {
            Answer.Append(token);
            AnswerTokens++;
            return;
        }
        bool thinkingBefore = IsThinking, crossed = false;
        foreach (byte b in token) crossed |= Add(b);

        if (crossed)
        {
            MarkerTokens += HeldTokens + 1;
            HeldTokens = 0;
        }
        else if (token.Length > 0 && _held.Length + Math.Max(_afterClose, 0) >= token.Length)
        {
            HeldTokens++;
        }
        else
        {
            Count(thinkingBefore, HeldTokens + 1);
            HeldTokens = 0;
        }
    }

    /// <summary>Gives out what was held back: the reply is over.</summary>
    public void Complete()
    {
        if (_afterClose > 0) Answer.Append(_markers.AfterClose.AsSpan(0, _afterClose));
        Phase.Append(_held.Bytes);
        _held.Clear();
        Count(IsThinking, HeldTokens);
        HeldTokens = 0;
        _afterClose = NotExpected;
    }

    /// <summary>Whether a marker, or what a family writes behind one, is begun and not finished. White space is no begin.</summary>
    public bool IsInMarker => _held.Length > 0 || (_afterClose > 0 && Header[.._afterClose].ContainsAnyExcept(Blank));

    /// <summary>Whether the answer holds more than white space.</summary>
    public bool HasAnswered => Answer.Bytes.ContainsAnyExcept(Blank);

    /// <summary>Whether a token would end the thinking and begin an answer in one.</summary>
    public bool RunsIntoAnswer(ReadOnlySpan<byte> token)
    {
        if (!IsThinking || _markers.Close.Length == 0) return false;
        int length = _held.Length + token.Length;
        Span<byte> text = length <= OnStack ? stackalloc byte[length] : new byte[length];
        _held.Bytes.CopyTo(text);
        token.CopyTo(text[_held.Length..]);
        int close = text.IndexOf(_markers.Close);
        return close >= 0 && text[(close + _markers.Close.Length)..].ContainsAnyExcept(Blank);
    }

    /// <summary>Whether a token that comes before the answer leaves it so: white space, what the family writes behind its close marker, or its open marker.</summary>
    public bool LeadsOn(ReadOnlySpan<byte> token, bool mayOpen)
    {
        if (token.IsEmpty) return false;
        ReadOnlySpan<byte> text = token;
        if (_afterClose != NotExpected)
        {
            ReadOnlySpan<byte> rest = Header[_afterClose..];
            if (rest.StartsWith(text)) return true;
            if (text.StartsWith(rest)) text = text[rest.Length..];
            else if (IsInMarker) return false;
        }
        if (_held.Length > 0) return mayOpen && StartsOpen(text);
        text = text.TrimStart(Blank);
        return text.IsEmpty || (mayOpen && StartsOpen(text));
    }

    /// <summary>Whether a token holds all of an open marker, or what is left of one.</summary>
    public bool Opens(ReadOnlySpan<byte> token) => _markers.Open.Length > 0
        && (_held.Length > 0 ? token : token.TrimStart(Blank)).StartsWith(_markers.Open.AsSpan(Math.Min(_held.Length, _markers.Open.Length)));

    /// <summary>From here on all is answer, markers too.</summary>
    public void Seal()
    {
        if (_afterClose > 0) Answer.Append(Header[.._afterClose]);
        Answer.Append(_held.Bytes);
        _held.Clear();
        Count(thinking: false, HeldTokens);
        HeldTokens = 0;
        _afterClose = NotExpected;
        _isSealed = true;
    }

    private static ReadOnlySpan<byte> Blank => " \n\r\t"u8;

    private ReadOnlySpan<byte> Header => _markers.AfterClose;

    private bool StartsOpen(ReadOnlySpan<byte> text)
    {
        if (!_markers.Open.AsSpan().StartsWith(_held.Bytes) || _markers.Open.Length == 0) return false;
        ReadOnlySpan<byte> rest = _markers.Open.AsSpan(_held.Length);
        return rest.StartsWith(text) || text.StartsWith(rest);
    }

    private ByteBuffer Phase => IsThinking ? Thinking : Answer;

    /// <returns>Whether a marker ended here.</returns>
    private bool Add(byte b)
    {
        if (_afterClose == NotExpected) return Match(b);
        byte[] expected = _markers.AfterClose;
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
        _held.Append(b);
        while (_held.Length > 0)
        {
            bool closes = Begins(_markers.Close), opens = Begins(_markers.Open);
            if (closes && _held.Length == _markers.Close.Length) return Cross(thinking: false);
            if (opens && _held.Length == _markers.Open.Length) return Cross(thinking: true);
            if (closes || opens) return false;
            Phase.Append(_held.Bytes[0]);
            _held.RemoveFirst();
        }
        return false;
    }

    private bool Begins(byte[] marker) => marker.AsSpan().StartsWith(_held.Bytes);

    private bool Cross(bool thinking)
    {
        _held.Clear();
        if (IsThinking == thinking) return true;
        IsThinking = thinking;
        if (thinking) Blocks++;
        else if (_markers.AfterClose.Length > 0) _afterClose = 0;
        return true;
    }

    private void Count(bool thinking, int tokens)
    {
        if (thinking) ThinkingTokens += tokens;
        else AnswerTokens += tokens;
    }
}
