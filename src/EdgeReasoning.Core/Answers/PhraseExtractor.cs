namespace EdgeReasoning.Answers;

internal sealed class PhraseExtractor : BuiltInExtractor
{
    private const int MaxLength = 300;

    internal override ExtractedAnswer? Find(AnswerText text)
    {
        List<int> starts = AnswerPhrases.Values(text);
        for (int i = starts.Count - 1; i >= 0; i--)
        {
            if (Read(text, starts[i]) is { } answer) return answer;
        }

        return null;
    }

    private static ExtractedAnswer? Read(AnswerText text, int start)
    {
        int end = LineEnd(text, start);
        // A display opened on a line of its own holds the value on the next.
        if (text.Slice(start, end).Trim() is "\\[" or "$$" or "```")
        {
            start = text.SkipSpace(end, lines: true);
            end = LineEnd(text, start);
        }

        end = SentenceEnd(text, start, end);
        int tag = text.Slice(start, end).IndexOf("</", StringComparison.Ordinal);
        if (tag >= 0) end = start + tag;
        if (end - start > MaxLength) return null;
        (int innerStart, int innerEnd) = Formula(text, start, end);
        return text.Answer(innerStart, innerEnd, ExtractionConfidence.High, "phrase");
    }

    /// <summary>The end of the line, or of the window: many phrases on one endless line must not each look to its end.</summary>
    private static int LineEnd(AnswerText text, int start)
    {
        int end = start;
        while (end < text.End && end - start <= MaxLength && text[end] is not ('\n' or '\r')) end++;
        return end;
    }

    /// <summary>Where the first sentence ends: at a full stop before a blank, outside of formulas.</summary>
    private static int SentenceEnd(AnswerText text, int start, int end)
    {
        int dollars = 0;
        for (int i = start; i < end && i - start <= MaxLength; i++)
        {
            char c = text[i];
            if (c == '$') dollars++;
            bool stop = c is '。' || (c is '.' or '!' && (i + 1 == end || char.IsWhiteSpace(text[i + 1]) || text[i + 1] is '*'));
            if (stop && dollars % 2 == 0 && !IsAbbreviation(text, start, i)) return i;
        }

        return end;
    }

    /// <summary>Whether a full stop follows a lone letter or number at the start, as in "B. Paris".</summary>
    private static bool IsAbbreviation(AnswerText text, int start, int stop)
    {
        int from = start;
        while (from < stop && !char.IsAsciiLetterOrDigit(text[from])) from++;
        return stop - from == 1 && char.IsAsciiLetterUpper(text[from]) && text.SkipSpace(stop + 1, lines: false) is var next && char.IsLetterOrDigit(text[next]);
    }

    /// <summary>The formula alone where the value begins with one, and a sentence goes on after it.</summary>
    private static (int Start, int End) Formula(AnswerText text, int start, int end)
    {
        int from = text.SkipSpace(start, lines: false);
        (string open, string close) = text.Has("\\(", from) ? ("\\(", "\\)") : text.Has("\\[", from) ? ("\\[", "\\]") : text[from] == '$' ? ("$", "$") : text.Has("**", from) ? ("**", "**") : ("", "");
        if (open.Length == 0) return (start, end);
        int stop = text.Slice(from + open.Length, Math.Max(end, from + open.Length)).IndexOf(close, StringComparison.Ordinal);
        if (stop <= 0) return (start, end);
        int after = from + open.Length + stop + close.Length;
        // "$12 and $3" is money, and "$x$, $y$" a list.
        int next = text.SkipSpace(after, lines: false);
        next += text[next] is ',' or ';' ? 1 : text.Has("and ", next) ? 4 : text.Has("or ", next) ? 3 : 0;
        bool list = text.Has(open, text.SkipSpace(next, lines: false));
        bool money = open == "$" && char.IsWhiteSpace(text[after - 2]);
        return list || money ? (start, end) : (from, after);
    }
}
