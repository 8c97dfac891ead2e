using System.Text;

namespace EdgeReasoning.Answers;

/// <summary>What models put around an answer: Markdown, LaTeX delimiters, quotes, full stops.</summary>
internal static class Markup
{
    // Each level costs a look at the whole text, and real answers have one or two.
    private const int MaxNesting = 8;

    private static readonly (string Open, string Close)[] Delimiters =
    [
        ("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("**", "**"), ("__", "__"), ("```", "```"), ("`", "`"), ("\"", "\""), ("“", "”"), ("'", "'"), ("<", ">"),
    ];

    private static readonly string[] Commands =
        ["\\boxed{", "\\fbox{", "\\text{", "\\textbf{", "\\textit{", "\\texttt{", "\\textrm{", "\\mathrm{", "\\mathbf{", "\\mathit{", "\\mathsf{", "\\mbox{", "\\operatorname{"];

    /// <summary>The stretch that is left without what surrounds it.</summary>
    public static AnswerSpan Unwrap(string text, int start, int end)
    {
        for (int level = 0; level < MaxNesting; level++)
        {
            (int from, int to) = (start, end);
            while (start < end && (char.IsWhiteSpace(text[start]) || text[start] == ':')) start++;
            while (start < end && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '.' or ',' or ';' or ':' or '。' or '，')) end--;
            foreach ((string open, string close) in Delimiters) TryStrip(text, open, close, ref start, ref end);
            TryStripHalf(text, "**", ref start, ref end);
            foreach (string command in Commands) TryStripCommand(text, command, ref start, ref end);
            if (from == start && to == end) break;
        }

        return new AnswerSpan(start, Math.Max(0, end - start));
    }

    /// <summary>The text without what surrounds it, white space as single blanks, and a lone letter without its brackets.</summary>
    public static string Clean(string text)
    {
        AnswerSpan span = Unwrap(text, 0, text.Length);
        string inner = Collapse(text.AsSpan(span.Start, span.Length), lower: false);
        return inner is ['(' or '[', var letter, ')' or ']'] && char.IsAsciiLetter(letter) ? letter.ToString() : inner;
    }

    /// <summary>Its words in lower case, for comparing texts.</summary>
    public static string PlainWords(string text)
    {
        string clean = Clean(text);
        if (clean.Contains("\\text{", StringComparison.Ordinal))
            clean = clean.Replace("\\text{", " ", StringComparison.Ordinal).Replace("\\ ", " ", StringComparison.Ordinal).Replace("}", " ", StringComparison.Ordinal);
        return Collapse(clean.AsSpan().TrimEnd("!?"), lower: true);
    }

    private static void TryStrip(string text, string open, string close, ref int start, ref int end)
    {
        ReadOnlySpan<char> inner = text.AsSpan(start, end - start);
        if (inner.Length < open.Length + close.Length || !inner.StartsWith(open, StringComparison.Ordinal) || !inner.EndsWith(close, StringComparison.Ordinal)) return;
        // "$1$ and $2$" begins and ends with a delimiter without being surrounded by one.
        if (inner[open.Length..^close.Length].Contains(close, StringComparison.Ordinal)) return;
        start += open.Length;
        end -= close.Length;
    }

    /// <summary>Strips a mark whose other half stands outside, as of the value in "**Answer: B**".</summary>
    private static void TryStripHalf(string text, string mark, ref int start, ref int end)
    {
        ReadOnlySpan<char> inner = text.AsSpan(start, end - start);
        int first = inner.IndexOf(mark, StringComparison.Ordinal);
        if (first < 0 || first != inner.LastIndexOf(mark, StringComparison.Ordinal)) return;
        if (first == 0) start += mark.Length;
        else if (first == inner.Length - mark.Length) end -= mark.Length;
    }

    private static void TryStripCommand(string text, string command, ref int start, ref int end)
    {
        ReadOnlySpan<char> inner = text.AsSpan(start, end - start);
        if (inner.Length <= command.Length || inner[^1] != '}' || !inner.StartsWith(command, StringComparison.Ordinal)) return;
        int depth = 1;
        for (int i = command.Length; i < inner.Length - 1; i++)
        {
            if (inner[i] == '\\') i++;
            else if (inner[i] == '{') depth++;
            else if (inner[i] == '}' && --depth == 0) return;
        }

        start += command.Length;
        end--;
    }

    private static string Collapse(ReadOnlySpan<char> text, bool lower)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c)) result.Append(lower ? char.ToLowerInvariant(c) : c);
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }

        return result.ToString().TrimEnd();
    }
}
