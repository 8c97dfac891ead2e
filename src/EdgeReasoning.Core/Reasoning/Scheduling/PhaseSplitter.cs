using System.Text;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>
/// Splits the bytes of a reply into thinking and answer at the thinking markers, and counts the tokens of each.
/// </summary>
/// <remarks>
/// <code>
///   Thinking --close marker--> Answer --open marker--> Thinking
/// </code>
/// Markers are matched on bytes (Knuth, Morris and Pratt 1977), so that one special token, several plain ones, and a marker that begins
/// in the middle of a token all count. Bytes that may be the start of a marker are held back until that is settled.
/// </remarks>
internal sealed class PhaseSplitter
{
    private Marker? _open;
    private Marker? _close;
    private int _matched;
    private int _heldTokens;

    public ByteBuffer Thinking { get; } = new();

    public ByteBuffer Answer { get; } = new();

    public bool IsThinking { get; private set; }

    public int ThinkingTokens { get; private set; }

    public int AnswerTokens { get; private set; }

    public int MarkerTokens { get; private set; }

    /// <summary>Starts over for a new trace.</summary>
    /// <param name="open">Marker that opens thinking, or null for a model that does not think.</param>
    /// <param name="close">Marker that closes it.</param>
    /// <param name="startsInThinking">Whether the prompt has opened the thinking already.</param>
    public void Reset(Marker? open, Marker? close, bool startsInThinking)
    {
        _open = open;
        _close = close;
        _matched = _heldTokens = ThinkingTokens = AnswerTokens = MarkerTokens = 0;
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
        else if (_matched >= token.Length && token.Length > 0)
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
        if (Current is { } marker) Phase.Append(marker.Bytes.AsSpan(0, _matched));
        Count(IsThinking, _heldTokens);
        _matched = _heldTokens = 0;
    }

    private Marker? Current => IsThinking ? _close : _open;

    private ByteBuffer Phase => IsThinking ? Thinking : Answer;

    private bool Add(byte b)
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
        return true;
    }

    private void Count(bool thinking, int tokens)
    {
        if (thinking) ThinkingTokens += tokens;
        else AnswerTokens += tokens;
    }

    /// <summary>The bytes of a marker, with the length of the longest proper border of each of its prefixes.</summary>
    public sealed class Marker
    {
        public Marker(string text)
        {
            Bytes = Encoding.UTF8.GetBytes(text);
            Fallback = new int[Bytes.Length];
            for (int i = 1, border = 0; i < Bytes.Length; i++)
            {
                while (border > 0 && Bytes[i] != Bytes[border]) border = Fallback[border - 1];
                if (Bytes[i] == Bytes[border]) border++;
                Fallback[i] = border;
            }
        }

        public byte[] Bytes { get; }

        public int[] Fallback { get; }
    }
}
