using System.Globalization;
using System.Text;

namespace EdgeReasoning.Inference.Gbnf;

/// <summary>Reads GBNF as llama.cpp's llama-grammar.cpp does (v0.5.0), but reports where it fails.</summary>
internal sealed class GbnfParser(string text)
{
    private const int DeepestGroup = 64;

    private readonly GbnfRules _rules = new();
    private int _at;
    private int _depth;

    private char Next => _at < text.Length ? text[_at] : '\0';

    public GbnfRules Parse()
    {
        int zero = text.IndexOf('\0', StringComparison.Ordinal);
        if (zero >= 0) throw Wrong(zero, "has a zero character, at which llama.cpp would stop reading; write it \\x00");
        SkipSpace(lines: true);
        while (_at < text.Length)
        {
            int start = _at;
            string name = Name();
            SkipSpace(lines: false);
            if (!Take("::=")) throw Wrong(_at, $"needs ::= behind the name '{name}'");
            SkipSpace(lines: true);
            if (!_rules.TryDefine(name, Alternatives(isNested: false))) throw Wrong(start, $"gives the rule '{name}' twice");
            if (_at < text.Length && Next is not ('\r' or '\n')) throw Wrong(_at, "needs a new line or the end here");
            SkipSpace(lines: true);
        }
        return _rules;
    }

    private GbnfElement[][] Alternatives(bool isNested)
    {
        var alternatives = new List<GbnfElement[]> { Sequence(isNested) };
        while (Next == '|')
        {
            _at++;
            SkipSpace(lines: true);
            alternatives.Add(Sequence(isNested));
        }
        return [.. alternatives];
    }

    private GbnfElement[] Sequence(bool isNested)
    {
        var elements = new List<GbnfElement>();
        while (true)
        {
            char c = Next;
            if (c == '"') elements.Add(Literal());
            else if (c == '[') elements.Add(Class());
            else if (c == '(') elements.Add(Group());
            else if (c == '.') elements.Add(Any());
            else if (IsNameCharacter(c)) elements.Add(new GbnfReference(_rules.IndexOf(Name())));
            else if (c is '*' or '+' or '?' or '{') Repeat(elements, isNested);
            else if (c is '<' or '!') throw Wrong(_at, "names a token; tokens differ from model to model, so write the characters it stands for");
            else return [.. elements];
            SkipSpace(isNested);
        }
    }

    private GbnfLiteral Literal()
    {
        int start = _at++;
        var codePoints = new List<int>();
        while (Next != '"')
        {
            if (_at >= text.Length) throw Wrong(start, "has a text that is never closed");
            codePoints.Add(Character());
        }
        _at++;
        return new GbnfLiteral([.. codePoints]);
    }

    private GbnfClass Class()
    {
        int start = _at++;
        bool negated = Next == '^';
        if (negated) _at++;
        var ranges = new List<(int, int)>();
        while (Next != ']')
        {
            if (_at >= text.Length) throw Wrong(start, "has a set of characters that is never closed");
            int first = Character(), last = first;
            if (Next == '-' && _at + 1 < text.Length && text[_at + 1] != ']')
            {
                _at++;
                last = Character();
                if (last < first) throw Wrong(start, "has a range of characters that goes backwards");
            }
            ranges.Add((first, last));
        }
        _at++;
        if (ranges.Count == 0) throw Wrong(start, "has an empty set of characters");
        return new GbnfClass(negated, [.. ranges]);
    }

    private GbnfReference Group()
    {
        int start = _at++;
        if (++_depth > DeepestGroup) throw Wrong(start, $"has groups within each other to more than {DeepestGroup} levels; give the inner ones rules of their own");
        SkipSpace(lines: true);
        GbnfElement[][] inner = Alternatives(isNested: true);
        if (Next != ')') throw Wrong(start, "has a group that is never closed");
        _at++;
        _depth--;
        return new GbnfReference(_rules.Add(inner));
    }

    private GbnfClass Any()
    {
        _at++;
        return new GbnfClass(false, [(0, 0x10FFFF)]);
    }

    private void Repeat(List<GbnfElement> elements, bool isNested)
    {
        int start = _at;
        if (elements.Count == 0) throw Wrong(start, "repeats nothing");
        (int least, int? most) = text[_at++] switch
        {
            '*' => (0, null),
            '+' => (1, null),
            '?' => (0, 1),
            _ => Counts(isNested),
        };
        if (most < least) throw Wrong(start, "has a repetition whose highest count is below its lowest");
        if (most == 0) throw Wrong(start, "repeats something no times; leave it out");
        elements[^1] = new GbnfRepeat(elements[^1], least, most);
    }

    private (int Least, int? Most) Counts(bool isNested)
    {
        SkipSpace(isNested);
        int least = Count();
        int? most = least;
        SkipSpace(isNested);
        if (Next == ',')
        {
            _at++;
            SkipSpace(isNested);
            most = char.IsAsciiDigit(Next) ? Count() : null;
            SkipSpace(isNested);
        }
        if (Next != '}') throw Wrong(_at, "needs } here");
        _at++;
        return (least, most);
    }

    private int Count()
    {
        int start = _at;
        while (char.IsAsciiDigit(Next)) _at++;
        if (_at == start) throw Wrong(_at, "needs a number here");
        return int.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= GbnfGrammar.MostRepetitions ? count
            : throw Wrong(start, $"repeats something {text[start.._at]} times; {GbnfGrammar.MostRepetitions} is the most. Repeat a rule that repeats another");
    }

    private int Character()
    {
        int start = _at;
        if (Next != '\\')
        {
            if (!Rune.TryGetRuneAt(text, _at, out Rune rune)) throw Wrong(start, "has half a surrogate pair, which is no character");
            _at += rune.Utf16SequenceLength;
            return rune.Value;
        }
        _at += 2;
        char escaped = _at <= text.Length ? text[_at - 1] : '\0';
        return escaped switch
        {
            'x' => Hex(2, start),
            'u' => Hex(4, start),
            'U' => Hex(8, start),
            't' => '\t',
            'r' => '\r',
            'n' => '\n',
            '\\' or '"' or '[' or ']' => escaped,
            _ => throw Wrong(start, "has an escape that is none of \\x, \\u, \\U, \\t, \\r, \\n, \\\\, \\\", \\[ and \\]"),
        };
    }

    private int Hex(int digits, int start)
    {
        if (_at + digits > text.Length || !uint.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value) || value > 0x10FFFF)
            throw Wrong(start, $"needs {digits} hexadecimal digits of a character here");
        _at += digits;
        return (int)value;
    }

    private string Name()
    {
        int start = _at;
        while (IsNameCharacter(Next)) _at++;
        return _at > start ? text[start.._at] : throw Wrong(start, "needs the name of a rule here (letters, digits and -)");
    }

    private bool Take(string expected)
    {
        if (!text.AsSpan(_at).StartsWith(expected, StringComparison.Ordinal)) return false;
        _at += expected.Length;
        return true;
    }

    private void SkipSpace(bool lines)
    {
        while (_at < text.Length && (text[_at] is ' ' or '\t' or '#' || (lines && text[_at] is '\r' or '\n')))
        {
            if (text[_at] == '#') _at = text.IndexOfAny(['\r', '\n'], _at) is var end and >= 0 ? end : text.Length;
            else _at++;
        }
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

    private ArgumentException Wrong(int at, string what)
    {
        int line = 1 + text.AsSpan(0, at).Count('\n'), column = at - text.LastIndexOf('\n', Math.Max(0, at - 1));
        return new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The grammar {what} (line {line}, column {column})."));
    }
}
