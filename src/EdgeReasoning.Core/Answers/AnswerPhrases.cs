namespace EdgeReasoning.Answers;

/// <summary>Phrases that announce an answer, and where the answer begins after them. Each is looked at within a bounded window.</summary>
internal static class AnswerPhrases
{
    private const int Window = 80;

    private static readonly string[] Fillers =
        ["to", "for", "of", "in", "here", "would", "should", "must", "will", "choice", "option", "letter", "key", "therefore", "thus", "then", "value", "obtained", "i", "we", "so"];

    private static readonly string[] Verbs = ["is", "are", "be", "was", "equals"];

    private static readonly string[] Chinese = ["答案", "故选", "应选"];

    /// <summary>Where the values of the last announcing phrases begin, in order.</summary>
    public static List<int> Values(AnswerText text)
    {
        var starts = new List<int>();
        Collect(text, "answer", 6, starts, AfterAnswer);
        Collect(text, "####", 4, starts, AfterHashes);
        foreach (string phrase in Chinese) Collect(text, phrase, phrase.Length, starts, AfterChinese);
        starts.Sort();
        return starts[^Math.Min(starts.Count, AnswerText.MaxCandidates)..];
    }

    /// <summary>Where the value begins after the word "answer" or the tag of that name, or −1 where the word announces none.</summary>
    public static int AfterAnswer(AnswerText text, int after)
    {
        if (text[after] == '>') return text[after - 7] == '<' ? Value(text, after + 1) : -1;
        int at = text[after] is 's' or 'S' ? after + 1 : after;
        if (char.IsLetterOrDigit(text[at])) return -1;
        int limit = at + Window;
        for (bool first = true; at < limit; first = false)
        {
            at = SkipMarkup(text, at);
            char c = text[at];
            if (c is ':' or '：' or '=') return Value(text, at + 1);
            if (c is '-' or '–' or '—' && text[at + 1] == ' ') return Value(text, at + 1);
            if (c is '\n' or '\r' or '\0') return first && IsHeading(text, after) ? Value(text, at) : -1;
            if (c == '(')
            {
                // "Answer (in cm): 5", but "Answer (C)".
                int close = at + 1;
                while (close < limit && text[close] is not (')' or '\n' or '\0')) close++;
                if (text[close] != ')' || close - at <= 3) return -1;
                at = close + 1;
                continue;
            }

            int end = at;
            while (end < limit && char.IsLetter(text[end])) end++;
            if (end == at)
            {
                // "The answer to 3 + 4 is 7"
                if (first || c is '.' or '!' or '?') return -1;
                at++;
                continue;
            }

            string word = text.Slice(at, end).ToLowerInvariant();
            if (Verbs.Contains(word) && text[end] != '\'') return AfterVerb(text, end);
            if (first && !Fillers.Contains(word)) return -1;
            at = end;
        }

        return -1;
    }

    /// <summary>Whether a negation follows, as in "the answer is not B".</summary>
    public static bool IsNegated(AnswerText text, int at) => text.Has("not ", at) || text.Has("n't ", at) || text.Has("neither", at);

    private static int AfterVerb(AnswerText text, int at)
    {
        int next = SkipMarkup(text, at);
        int value = Value(text, text[next] is ':' or '：' or '=' ? next + 1 : at);
        return value >= 0 && IsNegated(text, value) ? -1 : value;
    }

    /// <summary>The "#### 42" of GSM8K, but not a heading, which has words.</summary>
    private static int AfterHashes(AnswerText text, int at)
    {
        at = text.SkipSpace(at, lines: false);
        bool word = char.IsLetter(text[at]) && char.IsLetter(text[at + 1]);
        return word || text[at] is '#' or '*' or '\n' or '\r' or '\0' ? -1 : at;
    }

    private static int AfterChinese(AnswerText text, int at)
    {
        at = SkipMarkup(text, at);
        bool complete = text[at - 1] == '选';
        int from = at;
        if (text[at] is '是' or '为' or '应') at++;
        if (text[at] is '为' or '选') at++;
        at = SkipMarkup(text, at);
        if (text[at] is ':' or '：') at++;
        return complete || at > from ? Value(text, at) : -1;
    }

    /// <summary>The first mark of the value, on this line or, where it ends here, on the next that is not empty.</summary>
    private static int Value(AnswerText text, int at)
    {
        at = text.SkipSpace(at, lines: false);
        // The closing marks of a bold heading belong to the heading, and those of the value to the value.
        int marks = at;
        while (text[marks] is '*' or '_') marks++;
        if (marks > at && (char.IsWhiteSpace(text[marks]) || marks >= text.End)) at = marks;
        at = text.SkipSpace(at, lines: true);
        return at < text.End ? at : -1;
    }

    private static bool IsHeading(AnswerText text, int after)
    {
        int start = after - 6;
        int line = Math.Max(text.Start, start - 20);
        string before = text.Slice(line, start);
        before = before[(before.LastIndexOf('\n') + 1)..].Trim(' ', '*', '#', '_', '>', '-').ToLowerInvariant();
        return before is "" or "final" or "the final" or "correct" or "my final" or "my";
    }

    private static int SkipMarkup(AnswerText text, int at)
    {
        while (text[at] is ' ' or '\t' or '*' or '_' or '`') at++;
        return at;
    }

    private static void Collect(AnswerText text, string phrase, int length, List<int> starts, Func<AnswerText, int, int> value)
    {
        for (int at = text.IndexOf(phrase, text.Start); at >= 0; at = text.IndexOf(phrase, at + length))
        {
            bool inWord = char.IsLetter(phrase[0]) && phrase[0] < 128 && char.IsLetter(text[at - 1]);
            int start = inWord ? -1 : value(text, at + length);
            if (start >= 0) starts.Add(start);
        }
    }
}
