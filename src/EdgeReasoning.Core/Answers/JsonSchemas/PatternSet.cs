using System.Globalization;
using System.Text;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>A set of characters of a pattern, as ranges in order.</summary>
internal sealed class PatternSet
{
    private const int Last = 0x10FFFF;

    private static readonly (int Character, string Escape)[] s_escaped = [('"', "\\\""), ('\\', "\\\\"), ('\t', "\\t"), ('\n', "\\n"), ('\r', "\\r")];

    private readonly List<(int First, int Last)> _ranges = [];

    public bool IsEmpty => ToAlternatives().Count == 0;

    /// <summary>The character of a set of one; null for others.</summary>
    public int? Single => _ranges is [var only] && only.First == only.Last ? only.First : null;

    public static PatternSet Of(int character)
    {
        var set = new PatternSet();
        set.Add(character, character);
        return set;
    }

    public static PatternSet Not(string characters) => Parse(characters).Complement();

    /// <summary>Reads characters and ranges such as <c>a-z</c>.</summary>
    public static PatternSet Parse(string text)
    {
        var set = new PatternSet();
        for (int i = 0; i < text.Length; i++)
        {
            bool isRange = i + 2 < text.Length && text[i + 1] == '-';
            set.Add(text[i], text[isRange ? i + 2 : i]);
            if (isRange) i += 2;
        }
        return set;
    }

    public void Add(int first, int last) => _ranges.Add((first, last));

    public void Add(PatternSet other) => _ranges.AddRange(other._ranges);

    public PatternSet Complement()
    {
        var rest = new PatternSet();
        int next = 0;
        foreach ((int first, int last) in _ranges.Order())
        {
            if (first > next) rest.Add(next, first - 1);
            next = Math.Max(next, last + 1);
        }
        if (next <= Last) rest.Add(next, Last);
        return rest;
    }

    /// <summary>What stands for one of its characters in a JSON string.</summary>
    public string ToRule() => ToAlternatives() is var alternatives && alternatives.Count == 1 ? alternatives[0] : $"({string.Join(" | ", alternatives)})";

    private List<string> ToAlternatives()
    {
        var plain = new PatternSet();
        foreach ((int first, int last) in _ranges) plain.Add(first, last);
        plain = plain.Complement();
        plain.Add(0, 0x1F);
        plain.Add('"', '"');
        plain.Add('\\', '\\');
        plain.Add(0xD800, 0xDFFF);
        plain = plain.Complement();
        var alternatives = new List<string>();
        if (plain.Single is { } only) alternatives.Add(SchemaRules.Literal(char.ConvertFromUtf32(only)));
        else if (plain._ranges.Count > 0) alternatives.Add($"[{string.Concat(plain._ranges.Select(Written))}]");
        alternatives.AddRange(s_escaped.Where(escaped => _ranges.Exists(range => range.First <= escaped.Character && escaped.Character <= range.Last)).Select(escaped => SchemaRules.Literal(escaped.Escape)));
        return alternatives;
    }

    private static string Written((int First, int Last) range) => range.First == range.Last ? Written(range.First) : $"{Written(range.First)}-{Written(range.Last)}";

    private static string Written(int character) => character is > ' ' and < 0x7F && char.IsAsciiLetterOrDigit((char)character) ? ((char)character).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"\\U{character:X8}");
}
