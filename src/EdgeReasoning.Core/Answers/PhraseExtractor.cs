namespace EdgeReasoning.Answers;

internal sealed class PhraseExtractor : BuiltInExtractor
{
    private const int MaxLength = 300;

    private static readonly string[] Abbreviations = ["Dr", "Mr", "Mrs", "Ms", "Prof", "St", "Mt", "No", "vs", "approx", "ca"];

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

    /// <summary>Whether a full stop belongs to the word before it and the sentence goes on: "B. Paris", "U.S. Constitution", "Dr. Smith".</summary>
    private static bool IsAbbreviation(AnswerText text, int start, int stop)
    {
        if (!char.IsLetterOrDigit(text[text.SkipSpace(stop + 1, lines: false)])) return false;
        int from = stop;
        while (from > start && stop - from < 8 && char.IsAsciiLetter(text[from - 1])) from--;
        string word = text.Slice(from, stop);
        bool first = text.Slice(start, from).Trim('*', '_', '(', '[', '{', '$', ' ').Length == 0;
        return (word.Length == 1 && char.IsAsciiLetterUpper(word[0]) && (first || text[from - 1] == '.')) || Abbreviations.Contains(word);
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
