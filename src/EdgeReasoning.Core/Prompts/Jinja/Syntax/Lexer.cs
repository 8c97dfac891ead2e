namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>
/// Cuts a template into text and tags. White space is controlled as Jinja does it with <c>trim_blocks</c> and
/// <c>lstrip_blocks</c>, which is how transformers renders chat templates: the line end after a block or comment goes, and so
/// does white space between the start of a line and a block or comment; <c>-</c> takes all white space on its side, <c>+</c> keeps it.
/// </summary>
internal sealed class Lexer
{
    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private int _position;
    private int _line = 1;
    private bool _lineStarts = true;

    private Lexer(string source)
    {
        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        _source = source.EndsWith('\n') ? source[..^1] : source;
    }

    public static List<Token> Run(string source)
    {
        var lexer = new Lexer(source);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (_position < _source.Length)
        {
            int tag = FindTag(_position);
            string text = _source[_position..tag];
            if (tag == _source.Length)
            {
                AddData(text);
                break;
            }
            char kind = _source[tag + 1];
            char sign = SignAt(tag + 2);
            AddData(TrimBefore(text, kind, sign));
            CountLines(text);
            _position = tag + (sign == '\0' ? 2 : 3);
            _lineStarts = false;
            if (kind == '#') SkipComment();
            else if (kind == '%' && TryReadRaw()) continue;
            else ReadTag(isBlock: kind == '%');
        }
        _tokens.Add(new(TokenKind.End, "", _line));
    }

    private int FindTag(int from)
    {
        for (int i = from; i + 1 < _source.Length; i++)
        {
            if (_source[i] == '{' && _source[i + 1] is ('%' or '{' or '#')) return i;
        }
        return _source.Length;
    }

    private char SignAt(int index) => index < _source.Length && _source[index] is '-' or '+' ? _source[index] : '\0';

    private string TrimBefore(string text, char kind, char sign)
    {
        if (sign == '-') return CodePoints.TrimEnd(text);
        if (sign == '+' || kind == '{') return text;
        int lineStart = text.LastIndexOf('\n') + 1;
        bool isIndentation = (lineStart > 0 || _lineStarts) && CodePoints.TrimStart(text[lineStart..]).Length == 0;
        return isIndentation ? text[..lineStart] : text;
    }

    private void AddData(string text)
    {
        if (text.Length > 0) _tokens.Add(new(TokenKind.Data, text, _line));
    }

    private void SkipComment()
    {
        int end = _source.IndexOf("#}", _position, StringComparison.Ordinal);
        if (end < 0) throw new JinjaException("a comment has no end", _line);
        char sign = end > _position ? SignAt(end - 1) : '\0';
        CountLines(_source.AsSpan(_position, end - _position));
        _position = end + 2;
        TrimAfter(sign, isBlock: true);
    }

    /// <summary>After a raw tag: adds what stands before its end as text. False, and nothing read, where the tag is another one.</summary>
    private bool TryReadRaw()
    {
        int at = SkipSpace(_position);
        if (string.CompareOrdinal(_source, at, "raw", 0, 3) != 0 || !TryReadBlockEnd(at + 3, out int start, out char startSign)) return false;
        for (int tag = _source.IndexOf("{%", start, StringComparison.Ordinal); tag >= 0; tag = _source.IndexOf("{%", tag + 2, StringComparison.Ordinal))
        {
            char sign = SignAt(tag + 2);
            int name = SkipSpace(tag + (sign == '\0' ? 2 : 3));
            if (string.CompareOrdinal(_source, name, "endraw", 0, 6) != 0 || !TryReadBlockEnd(name + 6, out int after, out char endSign)) continue;
            string text = _source[start..tag];
            CountLines(_source.AsSpan(_position, tag - _position));
            _lineStarts = false;
            AddData(TrimBefore(startSign == '-' ? CodePoints.TrimStart(text) : text, '%', sign));
            _position = after;
            TrimAfter(endSign, isBlock: true);
            return true;
        }
        throw new JinjaException("'raw' has no 'endraw'", _line);
    }

    private bool TryReadBlockEnd(int at, out int after, out char sign)
    {
        at = SkipSpace(at);
        sign = SignAt(at);
        after = at + (sign == '\0' ? 2 : 3);
        return after <= _source.Length && _source.AsSpan(after - 2, 2) is "%}";
    }

    private int SkipSpace(int at)
    {
        while (at < _source.Length && CodePoints.IsSpace(_source[at])) at++;
        return at;
    }

    private void ReadTag(bool isBlock)
    {
        _tokens.Add(new(isBlock ? TokenKind.OpenBlock : TokenKind.OpenPrint, isBlock ? "{%" : "{{", _line));
        var scanner = new TagScanner(_source, _position, _line, isBlock, _tokens);
        char sign = scanner.Run();
        (_position, _line) = (scanner.Position, scanner.Line);
        _tokens.Add(new(isBlock ? TokenKind.CloseBlock : TokenKind.ClosePrint, isBlock ? "%}" : "}}", _line));
        TrimAfter(sign, isBlock);
    }

    /// <summary>Skips the white space that the end of a tag takes.</summary>
    private void TrimAfter(char sign, bool isBlock)
    {
        int start = _position;
        if (sign == '-') _position = SkipSpace(_position);
        else if (sign == '\0' && isBlock && _position < _source.Length && _source[_position] == '\n') _position++;
        CountLines(_source.AsSpan(start, _position - start));
        _lineStarts = _position > start && _source[_position - 1] == '\n';
    }

    private void CountLines(ReadOnlySpan<char> text) => _line += text.Count('\n');
}
