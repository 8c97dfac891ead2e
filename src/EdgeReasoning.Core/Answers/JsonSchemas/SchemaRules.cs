using System.Globalization;
using System.Text;

namespace EdgeReasoning.Answers.JsonSchemas;

/// <summary>The rules of a grammar as they are written. The same rule is written once.</summary>
internal sealed class SchemaRules
{
    /// <summary>What stands between two members, or two items.</summary>
    public const string Comma = "\",\" ws ";

    // llama.cpp repeats something 2000 times at the most, and takes more for "without limit".
    private const int MostAtOnce = 1000, MostRules = 4000;

    private static readonly Dictionary<string, string> s_shared = new(StringComparer.Ordinal)
    {
        ["ws"] = """
            " "? | "\n" [ \t]{0,20}
            """,
        ["hex"] = "[0-9A-Fa-f]",
        // Any escape but halves of surrogate pairs: two of them would have to fit.
        ["char"] = """
            [^"\\\x00-\x1F] | "\\" (["\\/bfnrt] | "u" ([0-9A-CEFa-cef] hex{3} | [Dd] [0-7] hex{2}))
            """,
        ["string"] = """
            "\"" char* "\""
            """,
        ["digits"] = """
            "0" | [1-9] [0-9]{0,15}
            """,
        ["fraction"] = """
            "." [0-9]{1,16}
            """,
        ["integer"] = """
            "0" | "-"? [1-9] [0-9]{0,15}
            """,
        ["number"] = """
            "-"? digits fraction?
            """,
        ["boolean"] = """
            "true" | "false"
            """,
        ["member"] = """
            string ":" ws value
            """,
        ["object"] = """
            "{" ws (member ("," ws member)* ws)? "}"
            """,
        ["array"] = """
            "[" ws (value ("," ws value)* ws)? "]"
            """,
        ["value"] = """
            object | array | string | number | boolean | "null"
            """,
    };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Body)> _rules = [];
    private int _count;

    /// <summary>A rule that schemas have in common.</summary>
    public static string Shared(string name) => s_shared.ContainsKey(name) ? name : throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such rule.");

    /// <summary>A text as the grammar writes it.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"", text.Length + 2);
        foreach (char c in text)
        {
            if (c is '"' or '\\') literal.Append('\\').Append(c);
            else if (c < ' ' || c == '\x7F') literal.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
            else literal.Append(c);
        }
        return literal.Append('"').ToString();
    }

    /// <summary>A name for a rule that is defined later.</summary>
    public string Reserve(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_count}");

    public void Define(string name, string body)
    {
        if (_rules.Count == MostRules) throw new ArgumentException($"The JSON schema comes to more than {MostRules} rules. Make it smaller, or leave parts of it to a check of the answer.", nameof(body));
        _rules.Add((name, body));
    }

    /// <summary>A rule by its body.</summary>
    public string Add(string kind, string body)
    {
        if (_names.TryGetValue(body, out string? known)) return known;
        string name = _names[body] = Reserve(kind);
        Define(name, body);
        return name;
    }

    /// <summary>One of several.</summary>
    public string OneOf(string kind, IReadOnlyList<string> alternatives) => alternatives.Count == 1 ? alternatives[0] : Add(kind, string.Join(" | ", alternatives));

    /// <summary>A rule so many times in a row; empty for no times.</summary>
    public string Times(string rule, int least, int? most)
    {
        var text = new StringBuilder();
        while (least > MostAtOnce)
        {
            text.Append(CultureInfo.InvariantCulture, $"{rule}{{{MostAtOnce}}} ");
            least -= MostAtOnce;
            most -= MostAtOnce;
        }
        if (most is null) text.Append(least == 0 ? $"{rule}*" : string.Create(CultureInfo.InvariantCulture, $"{rule}{{{least},}}"));
        else if (most <= MostAtOnce && most > 0) text.Append(CultureInfo.InvariantCulture, $"{rule}{{{least},{most}}}");
        else if (most > MostAtOnce) text.Append(least > 0 ? string.Create(CultureInfo.InvariantCulture, $"{rule}{{{least}}} ") : "").Append(AtMost(rule, most.Value - least));
        return text.ToString();
    }

    /// <summary>Every rule on a line of its own: the schema's, then all of those that schemas have in common, used or not.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((string name, string body) in _rules) text.Append(name).Append(" ::= ").Append(body).Append('\n');
        foreach ((string name, string body) in s_shared) text.Append(name).Append(" ::= ").Append(body).Append('\n');
        return text.ToString();
    }

    private string AtMost(string rule, int most)
    {
        if (most <= MostAtOnce) return string.Create(CultureInfo.InvariantCulture, $"{rule}{{0,{most}}}");
        return Add("many", string.Create(CultureInfo.InvariantCulture, $"{rule}{{{MostAtOnce}}} {AtMost(rule, most - MostAtOnce)} | {rule}{{0,{MostAtOnce - 1}}}"));
    }
}
