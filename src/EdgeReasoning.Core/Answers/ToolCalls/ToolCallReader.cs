using System.Text;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Answers.ToolCalls;

/// <summary>Takes an answer apart into text and calls as it comes. What may yet become a call is held back; what turns out to be none comes out as text, so that nothing is lost.</summary>
/// <remarks>
/// <code>
///   Text --marker, or where an answer may be a bare call its first brace--> Call?
///   Call? --JSON of a call--> call, Text          Call? --anything else--> its marker as text, Text
/// </code>
/// However an answer is cut into pieces, the same text and the same calls come of it. Closing markers that are missing are forgiven. What seems to
/// begin a call is read to where its JSON ends, so that a reply which begins many and means none would take the square of its length; after
/// <see cref="MostMisses"/> the rest is text.
/// </remarks>
internal sealed class ToolCallReader
{
    /// <summary>Objects that turn out to be no calls.</summary>
    public const int MostMisses = 256;

    private readonly ToolCallForm _form;
    private readonly IReadOnlyCollection<string> _names;
    private List<ReplyPart> _parts = [];
    private readonly StringBuilder _more = new();
    private string _held = "";
    private int _settled;
    private JsonObjectScan _scan;
    private int _scanFrom = -1;
    private int _most;
    private int _misses;
    private bool _hasText;

    /// <param name="form">How the model writes calls.</param>
    /// <param name="names">The functions that there are: JSON without a marker is a call of one of these, or text.</param>
    /// <param name="most">Calls that are taken; what is beyond them is text.</param>
    public ToolCallReader(ToolCallForm form, IReadOnlyCollection<string> names, int most)
    {
        _form = form;
        _names = names;
        _most = form.TakesSeveral ? most : Math.Min(1, most);
    }

    /// <summary>What a piece settles.</summary>
    public IReadOnlyList<ReplyPart> Next(string piece) => Read(piece, isLast: false);

    /// <summary>What is left: the answer is over.</summary>
    public IReadOnlyList<ReplyPart> Complete() => Read("", isLast: true);

    private List<ReplyPart> Read(string piece, bool isLast)
    {
        _parts = [];
        _more.Append(piece);
        if (_scanFrom >= 0 && !isLast)
        {
            // The JSON of a call may be long and come in many pieces: each is read once.
            _scan.Advance(piece);
            if (!_scan.HasEnded) return _parts;
        }

        _held += _more;
        _more.Clear();
        while (Rest.Length > 0 && Step(isLast))
        {
        }

        _held = _held[_settled..];
        _settled = 0;
        return _parts;
    }

    /// <summary>What is not settled yet.</summary>
    private ReadOnlySpan<char> Rest => _held.AsSpan(_settled);

    /// <returns>Whether something was settled, and more may be.</returns>
    private bool Step(bool isLast)
    {
        ReadOnlySpan<char> held = Rest;
        if (_most == 0 || _misses == MostMisses) return Say(held.Length);
        if (MayBeBare && BlanksAt(held, 0) is var blanks and > 0) return Say(blanks);
        int at = Start(held, out int marker);
        if (at < 0) return Say(isLast ? held.Length : held.Length - Begun(held));
        if (at > 0) return Say(at);
        int from = marker + BlanksAt(held, marker);
        if (from == held.Length) return isLast && Say(held.Length);
        // What is no call goes on as text behind its marker, or its first brace: another may begin within it.
        int begin = marker == 0 ? from + 1 : marker;
        if (held[from] != '{') return Say(begin);
        int end = End(held, from);
        if (end < 0) return isLast && Miss(begin);
        if (Call(held[from..end], marker) is not { } call) return Miss(begin);
        int close = end + BlanksAt(held, end);
        ReadOnlySpan<char> rest = held[close..];
        // The closing marker belongs to the call, and may be on its way.
        if (_form.Close.Length > 0 && !isLast && rest.Length < _form.Close.Length && _form.Close.AsSpan().StartsWith(rest)) return false;
        bool isClosed = _form.Close.Length > 0 && (rest.StartsWith(_form.Close) || (rest.Length > 0 && _form.Close.AsSpan().StartsWith(rest)));
        _parts.Add(new ReplyPart("", call));
        _most--;
        _hasText = true;
        Drop(isClosed ? Math.Min(held.Length, close + _form.Close.Length) : end);
        return true;
    }

    private bool MayBeBare => _form.IsBare && !_hasText;

    /// <summary>Where something begins that may be a call, and how long its marker is; −1 for nowhere.</summary>
    private int Start(ReadOnlySpan<char> held, out int marker)
    {
        marker = _form.Open.Length;
        if (MayBeBare && held[0] == '{')
        {
            marker = 0;
            return 0;
        }

        return held.IndexOf(_form.Open, StringComparison.Ordinal);
    }

    /// <summary>Where the JSON that begins there ends; −1 where that has not come yet.</summary>
    private int End(ReadOnlySpan<char> held, int from)
    {
        if (_scanFrom != from) (_scan, _scanFrom) = (default, from);
        _scan.Advance(held[(from + _scan.Read)..]);
        return _scan.HasEnded ? from + _scan.Read : -1;
    }

    private ToolCall? Call(ReadOnlySpan<char> json, int marker)
    {
        ToolCall? call = ToolCallText.Read(json.ToString(), needsArguments: marker == 0);
        return call is null || (marker == 0 && !_names.Contains(call.Name)) ? null : call;
    }

    /// <summary>Characters at the end that may become a marker.</summary>
    private int Begun(ReadOnlySpan<char> held)
    {
        for (int length = Math.Min(_form.Open.Length - 1, held.Length); length > 0; length--)
        {
            if (held[^length..].SequenceEqual(_form.Open.AsSpan(0, length))) return length;
        }

        return 0;
    }

    private static int BlanksAt(ReadOnlySpan<char> held, int start)
    {
        int end = start;
        while (end < held.Length && char.IsWhiteSpace(held[end])) end++;
        return end - start;
    }

    private bool Miss(int length)
    {
        _misses++;
        return Say(length);
    }

    private bool Say(int length)
    {
        if (length == 0) return false;
        string text = Rest[..length].ToString();
        _hasText |= !string.IsNullOrWhiteSpace(text);
        _parts.Add(new ReplyPart(text, null));
        Drop(length);
        return true;
    }

    private void Drop(int length)
    {
        _settled += length;
        _scanFrom = -1;
    }
}
