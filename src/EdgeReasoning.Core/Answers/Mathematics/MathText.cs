using System.Text;

namespace EdgeReasoning.Answers.Mathematics;

/// <summary>Brings the many spellings of LaTeX and Unicode mathematics to the one that the parser reads.</summary>
internal static class MathText
{
    /// <summary>Stand for the braces of a set, which in LaTeX are not those of a group.</summary>
    public const char SetOpen = '\uE000', SetClose = '\uE001';

    private static readonly Dictionary<string, string> Commands = new(StringComparer.Ordinal)
    {
        ["dfrac"] = "\\frac", ["tfrac"] = "\\frac", ["cfrac"] = "\\frac", ["dbinom"] = "\\binom", ["tbinom"] = "\\binom",
        ["cdot"] = "*", ["times"] = "*", ["ast"] = "*", ["div"] = "/", ["pm"] = "±", ["mp"] = "∓",
        ["le"] = "≤", ["leq"] = "≤", ["leqslant"] = "≤", ["ge"] = "≥", ["geq"] = "≥", ["geqslant"] = "≥", ["lt"] = "<", ["gt"] = ">",
        ["ne"] = "≠", ["neq"] = "≠", ["approx"] = "=", ["in"] = "∈", ["cup"] = "∪", ["infty"] = "∞", ["pi"] = "π", ["circ"] = "°", ["degree"] = "°",
        ["emptyset"] = "∅", ["varnothing"] = "∅", ["lbrace"] = "\uE000", ["rbrace"] = "\uE001", ["langle"] = "(", ["rangle"] = ")",
        ["lfloor"] = "⌊", ["rfloor"] = "⌋", ["lceil"] = "⌈", ["rceil"] = "⌉", ["vert"] = "|", ["lvert"] = "|", ["rvert"] = "|", ["mid"] = "|",
        ["left"] = "", ["right"] = "", ["bigl"] = "", ["bigr"] = "", ["big"] = "", ["Big"] = "", ["Bigl"] = "", ["Bigr"] = "",
        ["displaystyle"] = "", ["textstyle"] = "", ["limits"] = "", ["quad"] = " ", ["qquad"] = " ", ["ldots"] = "…", ["dots"] = "…", ["cdots"] = "…",
    };

    private static readonly Dictionary<char, string> Symbols = new()
    {
        ['−'] = "-", ['–'] = "-", ['×'] = "*", ['·'] = "*", ['⋅'] = "*", ['∗'] = "*", ['÷'] = "/", ['≈'] = "=", ['⩽'] = "≤", ['⩾'] = "≥",
        ['½'] = "\\frac12", ['⅓'] = "\\frac13", ['⅔'] = "\\frac23", ['¼'] = "\\frac14", ['¾'] = "\\frac34",
        ['~'] = " ", ['$'] = "", ['€'] = "", ['£'] = "", ['%'] = "", ['（'] = "(", ['）'] = ")", ['，'] = ",",
    };

    /// <summary>Digits and a minus as exponents are written in Unicode; a digit's place is its value.</summary>
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";

    /// <summary>Whether a character is an exponent, as in 10⁻³.</summary>
    public static bool IsSuperscript(char c) => Superscripts.Contains(c, StringComparison.Ordinal);

    /// <summary>Whether a character is a blank that groups digits, as in 12 345.</summary>
    public static bool IsGroupBlank(char c) => c is '\u00A0' or '\u2009' or '\u202F';

    public static string Clean(string answer)
    {
        AnswerSpan span = Markup.Unwrap(answer, 0, answer.Length);
        var result = new StringBuilder(span.Length + 16);
        for (int i = span.Start; i < span.End;)
        {
            char c = answer[i];
            if (c == '\\') i = Command(answer, i + 1, span.End, result);
            else if (c == '*' && i + 1 < span.End && answer[i + 1] == '*') i = Append(result, "^", i + 2);
            else if (IsSuperscript(c)) i = Power(answer, i, span.End, result);
            else if (IsGroupBlank(c) && i > span.Start && char.IsAsciiDigit(answer[i - 1]) && IsThreeDigits(answer, i + 1, span.End)) i++;
            else if (c == '{' && i + 2 < span.End && answer[i + 1] == ',' && answer[i + 2] == '}') i += 3;
            else i = Append(result, Symbols.TryGetValue(c, out string? plain) ? plain : c.ToString(), i + 1);
        }

        return result.Replace("^°", "°").Replace("^{°}", "°").ToString().Trim();
    }

    private static int Power(string text, int at, int end, StringBuilder result)
    {
        int stop = at;
        while (stop < end && IsSuperscript(text[stop])) stop++;
        result.Append('^').Append(stop - at > 1 ? "{" : "");
        for (int i = at; i < stop; i++)
        {
            int value = Superscripts.IndexOf(text[i], StringComparison.Ordinal);
            result.Append(value < 10 ? (char)('0' + value) : '-');
        }

        result.Append(stop - at > 1 ? "}" : "");
        return stop;
    }

    private static int Command(string text, int at, int end, StringBuilder result)
    {
        if (at == end) return end;
        char c = text[at];
        if (!char.IsAsciiLetter(c))
        {
            bool thousands = c == ',' && at >= 2 && char.IsAsciiDigit(text[at - 2]) && IsThreeDigits(text, at + 1, end);
            return Append(result, c switch
            {
                '{' => SetOpen.ToString(),
                '}' => SetClose.ToString(),
                '|' => "|",
                '\\' => "\\\\",
                '!' or '$' or '%' or '&' or '(' or ')' or '[' or ']' => "",
                _ => thousands ? "" : " ",
            }, at + 1);
        }

        int stop = at;
        while (stop < end && char.IsAsciiLetter(text[stop])) stop++;
        string name = text[at..stop];
        if (Commands.TryGetValue(name, out string? plain)) return Append(result, plain, stop);
        if (name.StartsWith("text", StringComparison.Ordinal) || name is "mathrm" or "mathbf" or "mathit" or "mathsf" or "mbox" or "operatorname" or "boxed")
            return Words(text, stop, end, result);
        result.Append('\\').Append(name);
        // Keeps \pi x and \alpha b apart once blanks are skipped.
        if (stop < end && char.IsWhiteSpace(text[stop])) result.Append(' ');
        return stop;
    }

    private static int Words(string text, int at, int end, StringBuilder result)
    {
        if (at == end || text[at] != '{') return at;
        int depth = 0, stop = at;
        for (; stop < end; stop++)
        {
            if (text[stop] == '{') depth++;
            else if (text[stop] == '}' && --depth == 0) break;
        }

        if (stop == end) return end;
        string words = text[(at + 1)..stop].Trim();
        if (words is "and" or "or") result.Append(',');
        else if (words.All(c => !char.IsLetter(c))) result.Append(words);
        else result.Append('"').Append(words.Replace('"', ' ')).Append('"');
        return stop + 1;
    }

    private static bool IsThreeDigits(string text, int at, int end)
    {
        int digits = 0;
        while (at + digits < end && char.IsAsciiDigit(text[at + digits])) digits++;
        return digits == 3;
    }

    private static int Append(StringBuilder result, string plain, int next)
    {
        result.Append(plain);
        return next;
    }
}
