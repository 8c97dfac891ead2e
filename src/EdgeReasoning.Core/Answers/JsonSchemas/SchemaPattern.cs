using System.Globalization;
using System.Text;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>Patterns of which the strings can be generated: anchored at both ends, of characters, sets, groups, alternatives and repetitions.</summary>
/// <remarks>What a JSON string has to escape is written escaped, line ends and tabs by their short forms; other control characters are left out.</remarks>
internal sealed class SchemaPattern(string pattern, SchemaNode schema, SchemaRules rules)
{
    private const int MostTimes = 1000, Deepest = 32;
    private const string Digits = "0-9", Word = "A-Za-z0-9_", Space = " \t\n\r";

    private int _at;
    private int _depth;

    private char Next => _at < pattern.Length ? pattern[_at] : '\0';

    public string Convert()
    {
        if (!pattern.StartsWith('^') || !pattern.EndsWith('$') || pattern.EndsWith("\\$", StringComparison.Ordinal)) throw Refuse("is not anchored: begin it with ^ and end it with $");
        _at = 1;
        string whole = Alternatives(out int count);
        if (_at != pattern.Length - 1) throw Refuse($"has '{Next}' at index {_at}, which does not belong there");
        if (count > 1) throw Refuse("has alternatives beside its anchors. Put them into a group: ^(a|b)$");
        return whole;
    }

    private string Alternatives(out int count)
    {
        if (++_depth > Deepest) throw Refuse($"has groups within each other to more than {Deepest} levels");
        var alternatives = new List<string> { Sequence() };
        while (Next == '|')
        {
            _at++;
            alternatives.Add(Sequence());
        }
        _depth--;
        count = alternatives.Count;
        return string.Join(" | ", alternatives);
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < pattern.Length && Next is not ('|' or ')') && !(Next == '$' && _at == pattern.Length - 1)) text.Append(Repeated(Item())).Append(' ');
        return text.Length == 0 ? "\"\"" : text.ToString().TrimEnd();
    }

    private string Item()
    {
        char c = pattern[_at++];
        switch (c)
        {
            case '(':
                if (Next == '?')
                {
                    if (!pattern.AsSpan(_at).StartsWith("?:", StringComparison.Ordinal)) throw Refuse("looks ahead or behind, names a group or sets an option");
                    _at += 2;
                }
                string group = Alternatives(out _);
                if (Next != ')') throw Refuse("has a group that is never closed");
                _at++;
                return rules.Add("group", group);
            case '[':
                return Set();
            case '.':
                return PatternSet.Not("\n\r").ToRule();
            case '\\':
                return Escape(inSet: false).ToRule();
            case '^' or '$':
                throw Refuse("has an anchor within it");
            case '*' or '+' or '?' or '{':
                throw Refuse("repeats nothing");
            default:
                _at--;
                return Literal();
        }
    }

    private string Literal()
    {
        if (!Rune.TryGetRuneAt(pattern, _at, out Rune rune)) throw Refuse("has half a surrogate pair, which is no character");
        _at += rune.Utf16SequenceLength;
        return PatternSet.Of(rune.Value).ToRule();
    }

    private string Repeated(string item)
    {
        (int Least, int? Most)? times = Next switch
        {
            '*' => (0, null),
            '+' => (1, null),
            '?' => (0, 1),
            '{' => Counts(),
            _ => null,
        };
        if (times is null) return item;
        _at++;
        // A lazy repetition matches the same texts.
        if (Next == '?') _at++;
        else if (Next is '*' or '+' or '{') throw Refuse("repeats a repetition. Put the inner one into a group");
        (int least, int? most) = times.Value;
        if (most == 0) return "\"\"";
        return rules.Times(rules.Add("part", item), least, most);
    }

    private (int Least, int? Most) Counts()
    {
        int end = pattern.IndexOf('}', _at);
        string[] counts = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
        if (counts.Length is 0 or > 2 || !TryCount(counts[0], out int least)) throw Refuse("has a { that begins no repetition. Escape it");
        _at = end;
        if (counts.Length == 1) return (least, least);
        if (counts[1].Length == 0) return (least, null);
        return TryCount(counts[1], out int most) && most >= least ? (least, most) : throw Refuse("has a repetition whose counts are wrong");
    }

    private bool TryCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count)
        && (count <= MostTimes ? true : throw Refuse($"repeats something more than {MostTimes} times"));

    private string Set()
    {
        bool negated = Next == '^';
        if (negated) _at++;
        var set = new PatternSet();
        while (Next != ']')
        {
            if (_at >= pattern.Length) throw Refuse("has a set that is never closed");
            PatternSet first = Member();
            if (Next == '-' && _at + 1 < pattern.Length && pattern[_at + 1] != ']')
            {
                _at++;
                PatternSet last = Member();
                if (first.Single is not { } from || last.Single is not { } to || to < from) throw Refuse("has a range in a set that goes backwards, or not from character to character");
                set.Add(from, to);
            }
            else
            {
                set.Add(first);
            }
        }
        _at++;
        if (negated) set = set.Complement();
        return set.IsEmpty ? throw Refuse("has a set in which no character is that can be written") : set.ToRule();
    }

    private PatternSet Member()
    {
        if (Next == '\\')
        {
            _at++;
            return Escape(inSet: true);
        }
        if (!Rune.TryGetRuneAt(pattern, _at, out Rune rune)) throw Refuse("has half a surrogate pair, which is no character");
        _at += rune.Utf16SequenceLength;
        return PatternSet.Of(rune.Value);
    }

    private PatternSet Escape(bool inSet)
    {
        char c = _at < pattern.Length ? pattern[_at++] : throw Refuse("ends with a backslash");
        return c switch
        {
            'd' => PatternSet.Parse(Digits),
            'w' => PatternSet.Parse(Word),
            's' => PatternSet.Parse(Space),
            'D' => PatternSet.Parse(Digits).Complement(),
            'W' => PatternSet.Parse(Word).Complement(),
            'S' => PatternSet.Parse(Space).Complement(),
            't' => PatternSet.Of('\t'),
            'n' => PatternSet.Of('\n'),
            'r' => PatternSet.Of('\r'),
            'x' => PatternSet.Of(Hex(2)),
            'u' => PatternSet.Of(Hex(4)),
            _ when char.IsAsciiLetterOrDigit(c) || c > '\x7F' => throw Refuse($"has \\{c}, which is not supported{(inSet ? " in a set" : "")}"),
            _ => PatternSet.Of(c),
        };
    }

    private int Hex(int digits)
    {
        if (_at + digits > pattern.Length || !int.TryParse(pattern.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) || value is >= 0xD800 and <= 0xDFFF)
            throw Refuse("has an escape that names no character");
        _at += digits;
        return value;
    }

    private ArgumentException Refuse(string what) => schema.Refuse($"the pattern {what}");
}
