namespace EdgeReasoning.Answers;

/// <summary>The letters that name options, and what tells them from words and lists.</summary>
internal sealed class ChoiceLetters(char first, char last)
{
    private static readonly string[] Brackets = ["(", "["];

    private static readonly string[] Marks =
        ["**", "*", "__", "\"", "'", "`", "<", "$", "\\(", "\\[", "\\boxed{", "\\text{", "\\textbf{", "\\mathbf{", "\\mathrm{", "{", "option ", "choice ", "letter "];

    private static readonly string[] Verbs = ["is", "are", "was", "were", "describes", "states", "says", "has", "had", "does", "doesn", "isn", "can", "cannot", "would", "could", "might", "may", "refers", "seems", "looks", "involves", "represents", "suggests", "implies", "mentions", "also", "contradicts", "fails"];

    private static readonly string[] Praise = ["is correct", "is the correct", "is right", "is the right", "is the best", "is best", "is the answer", "is the only", "is true", "seems correct", "seems right", "is most"];

    /// <summary>Where the letter begins after brackets and markup.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the value begins.</param>
    /// <param name="markup">Whether there was more than a bracket.</param>
    public static int SkipDecoration(AnswerText text, int at, out bool markup)
    {
        markup = false;
        // Eight marks are more than anyone writes.
        for (int i = 0; i < 8; i++)
        {
            at = text.SkipSpace(at, lines: false);
            if (Length(text, at, Brackets) is > 0 and var bracket) at += bracket;
            else if (Length(text, at, Marks) is > 0 and var mark) (at, markup) = (at + mark, true);
            else break;
        }

        return at;
    }

    /// <summary>Whether an option's letter stands here by itself, in either case.</summary>
    public bool IsLetter(AnswerText text, int at)
    {
        char letter = char.ToUpperInvariant(text[at]);
        char next = text[at + 1];
        return letter >= first && letter <= last && !IsWordCharacter(text[at - 1]) && !IsWordCharacter(next)
            && !(next is '\'' or '’' or '-' && char.IsLetterOrDigit(text[at + 2]));
    }

    /// <summary>Whether the letter may be the article or the pronoun: "a big one", "I think".</summary>
    public static bool IsWord(AnswerText text, int at) =>
        text[at] is 'a' or 'i' or 'I' && text[at + 1] is ' ' && char.IsLetter(text[text.SkipSpace(at + 1, lines: false)]);

    /// <summary>Whether the letter is one of a list: "A/B/C/D", "A or B".</summary>
    public bool IsOneOfSeveral(AnswerText text, int at)
    {
        int next = at + 1;
        while (text[next] is ')' or ']' or '*' or '}') next++;
        next = text.SkipSpace(next, lines: false);
        bool list = text[next] is '/' or ',' or '|';
        if (list) next = text.SkipSpace(next + 1, lines: false);
        if (text.Has("or ", next)) (list, next) = (true, next + 3);
        else if (text.Has("and ", next)) (list, next) = (true, next + 4);
        return list && SkipDecoration(text, next, out _) is var other && char.IsAsciiLetterUpper(text[other]) && IsLetter(text, other) && !IsWord(text, other);
    }

    /// <summary>Whether the letter labels a text that follows on its line: "C: Paris".</summary>
    public static bool IsLabel(AnswerText text, int at)
    {
        int next = at + 1;
        while (text[next] is '*') next++;
        if (text[next] is not (':' or ')' or '.')) return false;
        next = text.SkipSpace(next + 1, lines: false);
        return text[next] is not ('\n' or '\r' or '\0');
    }

    /// <summary>Whether the letter is what a sentence speaks about, other than to call it right.</summary>
    public static bool IsSubject(AnswerText text, int at)
    {
        int next = at + 1;
        while (text[next] is ')' or ']' or '*' or '}' or '"' or '.' or ':') next++;
        next = text.SkipSpace(next, lines: false);
        if (Length(text, next, Praise) > 0) return false;
        int end = next;
        while (end - next < 12 && char.IsLetter(text[end])) end++;
        return Verbs.Contains(text.Slice(next, end).ToLowerInvariant());
    }

    /// <summary>Letters of scripts that set no blanks between words do not join a Latin letter into one.</summary>
    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) && c < '\u2E80';

    private static int Length(AnswerText text, int at, string[] candidates)
    {
        foreach (string candidate in candidates)
        {
            if (text.Has(candidate, at)) return candidate.Length;
        }

        return 0;
    }
}
