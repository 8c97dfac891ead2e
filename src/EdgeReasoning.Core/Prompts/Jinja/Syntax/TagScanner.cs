namespace EdgeReasoning.Prompts.Jinja.Syntax;

/// <summary>Cuts the inside of one tag into words, up to its end.</summary>
internal sealed class TagScanner(string source, int position, int line, bool isBlock, List<Token> tokens)
{
    private static readonly string[] s_operators =
        ["//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"];

    private readonly Stack<char> _open = new();

    public int Position { get; private set; } = position;

    public int Line { get; private set; } = line;

    /// <summary>Reads on to behind the end of the tag and gives the sign that stands before that end: -, + or 0.</summary>
    public char Run()
    {
        string end = isBlock ? "%}" : "}}";
        while (Position < source.Length)
        {
            char c = source[Position];
            if (_open.Count == 0 && Starts(end)) return End(2, '\0');
            if (_open.Count == 0 && (c == '-' || (c == '+' && isBlock)) && Starts(end, 1)) return End(3, c);
            if (CodePoints.IsSpace(c)) Skip();
            else if (char.IsAsciiDigit(c)) ReadNumber();
            else if (char.IsLetter(c) || c == '_') ReadName();
            else if (c is '\'' or '"') ReadString(c);
            else ReadOperator();
        }
        throw new JinjaException("a tag has no end", Line);
    }

    private bool Starts(string text, int offset = 0) => source.AsSpan(Position + offset).StartsWith(text, StringComparison.Ordinal);

    private char End(int length, char sign)
    {
        Position += length;
        return sign;
    }

    private void Skip()
    {
        if (source[Position++] == '\n') Line++;
    }

    private void Add(TokenKind kind, int start) => tokens.Add(new(kind, source[start..Position], Line));

    private void ReadName()
    {
        int start = Position;
        while (Position < source.Length && (char.IsLetterOrDigit(source[Position]) || source[Position] == '_')) Position++;
        Add(TokenKind.Name, start);
    }

    private void ReadNumber()
    {
        int start = Position;
        bool isItem = tokens[^1].IsOperator(".");
        SkipDigits();
        bool isReal = false;
        if (!isItem && DigitFollows('.'))
        {
            isReal = true;
            Position++;
            SkipDigits();
        }
        if (!isItem && Position < source.Length && source[Position] is 'e' or 'E')
        {
            int sign = Position + 1 < source.Length && source[Position + 1] is '+' or '-' ? 1 : 0;
            if (Position + 1 + sign < source.Length && char.IsAsciiDigit(source[Position + 1 + sign]))
            {
                isReal = true;
                Position += 1 + sign;
                SkipDigits();
            }
        }
        Add(isReal ? TokenKind.Float : TokenKind.Integer, start);
    }

    private bool DigitFollows(char c) => Position + 1 < source.Length && source[Position] == c && char.IsAsciiDigit(source[Position + 1]);

    private void SkipDigits()
    {
        while (Position < source.Length && (char.IsAsciiDigit(source[Position]) || DigitFollows('_'))) Position++;
    }

    private void ReadString(char quote)
    {
        int start = ++Position;
        while (Position < source.Length && source[Position] != quote) Position += source[Position] == '\\' ? 2 : 1;
        if (Position >= source.Length) throw new JinjaException("a text has no end", Line);
        string raw = source[start..Position++];
        tokens.Add(new(TokenKind.String, StringLiteral.Unescape(raw, Line), Line));
        Line += raw.AsSpan().Count('\n');
    }

    private void ReadOperator()
    {
        string? text = null;
        foreach (string op in s_operators)
        {
            if (!Starts(op)) continue;
            text = op;
            break;
        }
        if (text is null) throw new JinjaException($"unexpected character '{source[Position]}'", Line);
        if (text is "(" or "[" or "{") _open.Push(text[0]);
        else if (text is ")" or "]" or "}" && (_open.Count == 0 || Closing(_open.Pop()) != text[0]))
            throw new JinjaException($"unexpected '{text}'", Line);
        int start = Position;
        Position += text.Length;
        Add(TokenKind.Operator, start);
    }

    private static char Closing(char open) => open switch
    {
        '(' => ')',
        '[' => ']',
        _ => '}',
    };
}
