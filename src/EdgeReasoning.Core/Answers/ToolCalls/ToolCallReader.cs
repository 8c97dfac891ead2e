using System.Text;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Answers.ToolCalls;

/// <summary>Takes an answer apart into text and calls as it comes. What may yet become a call is held back; what turns out to be none comes out as text, so that nothing is lost.</summary>
/// <remarks>
/// <code>
///   Text --marker, or where an answer may be a bare call its first brace--> Call?
///   Call? --JSON of a call--> call, Text          Call? --anything else--> its marker as text, Text
/// </code>
/// However an answer is cut into pieces, the same text and the same calls come of it. Closing markers that are missing are forgiven.
/// </remarks>
internal sealed class ToolCallReader
{
    private readonly ToolCallForm _form;
    private readonly IReadOnlyCollection<string> _names;
    private List<ReplyPart> _parts = [];
    private readonly StringBuilder _more = new();
    private string _held = "";
    private JsonObjectScan _scan;
    private int _scanFrom = -1;
    private int _most;
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
        while (_held.Length > 0 && Step(isLast))
        {
        }

        return _parts;
    }

    /// <returns>Whether something was settled, and more may be.</returns>
    private bool Step(bool isLast)
    {
        if (_most == 0) return Say(_held.Length);
        if (MayBeBare && BlanksAt(0) is var blanks and > 0) return Say(blanks);
        int at = Start(out int marker);
        if (at < 0) return Say(isLast ? _held.Length : _held.Length - Begun());
        if (at > 0) return Say(at);
        int from = marker + BlanksAt(marker);
        if (from == _held.Length) return isLast && Say(_held.Length);
        // What is no call goes on as text behind its marker, or its first brace: another may begin within it.
        int begin = marker == 0 ? from + 1 : marker;
        if (_held[from] != '{') return Say(begin);
        int end = End(from);
        if (end < 0) return isLast && Say(begin);
        if (Call(from, end, marker) is not { } call) return Say(begin);
        int close = end + BlanksAt(end);
        ReadOnlySpan<char> rest = _held.AsSpan(close);
        // The closing marker belongs to the call, and may be on its way.
        if (_form.Close.Length > 0 && !isLast && rest.Length < _form.Close.Length && _form.Close.AsSpan().StartsWith(rest)) return false;
        bool isClosed = _form.Close.Length > 0 && (rest.StartsWith(_form.Close) || (rest.Length > 0 && _form.Close.AsSpan().StartsWith(rest)));
        _parts.Add(new ReplyPart("", call));
        _most--;
        _hasText = true;
        Drop(isClosed ? Math.Min(_held.Length, close + _form.Close.Length) : end);
        return true;
    }

    private bool MayBeBare => _form.IsBare && !_hasText;

    /// <summary>Where something begins that may be a call, and how long its marker is; −1 for nowhere.</summary>
    private int Start(out int marker)
    {
        marker = _form.Open.Length;
        if (MayBeBare && _held[0] == '{')
        {
            marker = 0;
            return 0;
        }

        return _held.IndexOf(_form.Open, StringComparison.Ordinal);
    }

    /// <summary>Where the JSON that begins there ends; −1 where that has not come yet.</summary>
    private int End(int from)
    {
        if (_scanFrom != from) (_scan, _scanFrom) = (default, from);
        _scan.Advance(_held.AsSpan(from + _scan.Read));
        return _scan.HasEnded ? from + _scan.Read : -1;
    }

    private ToolCall? Call(int from, int end, int marker)
    {
        ToolCall? call = ToolCallText.Read(_held[from..end], needsArguments: marker == 0);
        return call is null || (marker == 0 && !_names.Contains(call.Name)) ? null : call;
    }

    /// <summary>Characters at the end that may become a marker.</summary>
    private int Begun()
    {
        for (int length = Math.Min(_form.Open.Length - 1, _held.Length); length > 0; length--)
        {
            if (_held.AsSpan(_held.Length - length).SequenceEqual(_form.Open.AsSpan(0, length))) return length;
        }

        return 0;
    }

    private int BlanksAt(int start)
    {
        int end = start;
        while (end < _held.Length && char.IsWhiteSpace(_held[end])) end++;
        return end - start;
    }

    private bool Say(int length)
    {
        if (length == 0) return false;
        string text = _held[..length];
        _hasText |= !string.IsNullOrWhiteSpace(text);
        _parts.Add(new ReplyPart(text, null));
        Drop(length);
        return true;
    }

    private void Drop(int length)
    {
        _held = _held[length..];
        _scanFrom = -1;
    }
}
