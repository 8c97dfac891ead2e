namespace EdgeReasoning.Answers;

/// <summary>
/// Rules in order, the first that finds a letter decides, and within a rule the last letter: boxed; announced by a phrase; named as an option;
/// bold; at the very end; and, as a last resort, an announced "a" or "i" that may as well be a word.
/// </summary>
internal sealed class ChoiceExtractor : BuiltInExtractor
{
    // A longer box holds a text, not an option.
    private const int MaxBox = 500;

    private static readonly string[] OptionWords = ["option", "choice"];

    private readonly ChoiceLetters _letters;

    public ChoiceExtractor(char first, char last)
    {
        if (!char.IsAsciiLetterUpper(first) || !char.IsAsciiLetterUpper(last) || first > last)
            throw new ArgumentException($"Options run from one upper-case letter to a later one; '{first}' to '{last}' do not.", nameof(last));
        _letters = new ChoiceLetters(first, last);
    }

    internal override ExtractedAnswer? Find(AnswerText text) =>
        Boxed(text) ?? Announced(text, words: false) ?? Named(text) ?? Bold(text) ?? AtEnd(text) ?? Announced(text, words: true);

    private ExtractedAnswer? Boxed(AnswerText text)
    {
        List<AnswerSpan> boxes = BoxedExtractor.Boxes(text);
        for (int i = boxes.Count - 1; i >= 0; i--)
        {
            if (boxes[i].Length > MaxBox) continue;
            AnswerSpan inner = Markup.Unwrap(text.Source, boxes[i].Start, boxes[i].End);
            int at = ChoiceLetters.SkipDecoration(text, inner.Start, out _);
            if (at < inner.End && _letters.IsLetter(text, at) && !_letters.IsOneOfSeveral(text, at) && IsAloneOrLabel(text, at, inner.End))
                return Answer(text, at, ExtractionConfidence.High, "boxed");
        }

        return null;
    }

    /// <summary>Whether a letter is alone, or labels what follows as in "B. Paris", rather than beginning it as in "B + 1".</summary>
    private static bool IsAloneOrLabel(AnswerText text, int at, int end)
    {
        int next = text.SkipSpace(at + 1, lines: true);
        return next >= end || text[at + 1] is '.' or ')' or ':' or ',' or ']' or '}';
    }

    private ExtractedAnswer? Announced(AnswerText text, bool words)
    {
        List<int> values = AnswerPhrases.Values(text);
        foreach (string word in OptionWords) CollectVerbs(text, word, values);
        for (int at = text.IndexOf("answer ", text.Start); at >= 0; at = text.IndexOf("answer ", at + 7)) values.Add(at + 7);
        for (int at = text.IndexOf("answer(", text.Start); at >= 0; at = text.IndexOf("answer(", at + 7)) values.Add(at + 6);
        values.Sort();
        for (int i = values.Count - 1; i >= 0; i--)
        {
            int at = ChoiceLetters.SkipDecoration(text, values[i], out bool markup);
            if (!_letters.IsLetter(text, at) || _letters.IsOneOfSeveral(text, at) || ChoiceLetters.IsWord(text, at) != words) continue;
            bool direct = text.Has("answer ", values[i] - 7) && at == values[i];
            if (direct && (words || !char.IsAsciiLetterUpper(text[at]))) continue;
            bool apart = markup || FollowsMarkup(text, values[i]);
            return Answer(text, at, words || apart ? ExtractionConfidence.Low : ExtractionConfidence.High, "phrase");
        }

        return null;
    }

    /// <summary>Whether a line break or the closing marks of a heading stand between the phrase and its value.</summary>
    private static bool FollowsMarkup(AnswerText text, int at)
    {
        while (text[at - 1] is ' ') at--;
        return text[at - 1] is '\n' or '\r' or '*';
    }

    /// <summary>"The correct choice is B", "Selected option is C".</summary>
    private static void CollectVerbs(AnswerText text, string word, List<int> values)
    {
        for (int at = text.IndexOf(word, text.Start); at >= 0; at = text.IndexOf(word, at + word.Length))
        {
            int next = text.SkipSpace(at + word.Length, lines: false);
            if (text.Has("here ", next)) next += 5;
            int value = text.Has("is ", next) ? next + 3 : text.Has("is: ", next) ? next + 4 : text.Has("is:", next) ? next + 3
                : text.Has("would be ", next) ? next + 9 : text.Has("must be ", next) ? next + 8 : -1;
            if (value >= 0 && !AnswerPhrases.IsNegated(text, value)) values.Add(value);
        }
    }

    private ExtractedAnswer? Named(AnswerText text)
    {
        int last = -1, lastLabel = -1;
        uint labels = 0;
        foreach (string word in OptionWords)
        {
            for (int at = text.IndexOf(word, text.Start); at >= 0; at = text.IndexOf(word, at + word.Length))
            {
                if (char.IsLetter(text[at - 1])) continue;
                int letter = at + word.Length;
                while (text[letter] is ' ' or ':' or '*') letter++;
                letter = ChoiceLetters.SkipDecoration(text, letter, out _);
                if (!_letters.IsLetter(text, letter) || ChoiceLetters.IsWord(text, letter) || _letters.IsOneOfSeveral(text, letter) || ChoiceLetters.IsSubject(text, letter)) continue;
                if (!ChoiceLetters.IsLabel(text, letter))
                {
                    last = Math.Max(last, letter);
                    continue;
                }

                lastLabel = Math.Max(lastLabel, letter);
                labels |= 1u << (char.ToUpperInvariant(text[letter]) - 'A');
            }
        }

        // Several labelled options are an echo of the list.
        if (uint.PopCount(labels) == 1) last = Math.Max(last, lastLabel);
        return last < 0 ? null : Answer(text, last, ExtractionConfidence.Medium, "option");
    }

    /// <summary>The one option in bold, as "**B) Paris**"; several are an echo of the list.</summary>
    private ExtractedAnswer? Bold(AnswerText text)
    {
        int found = -1;
        for (int at = text.IndexOf("**", text.Start); at >= 0; at = text.IndexOf("**", at + 2))
        {
            int letter = at + 2;
            if (text[letter] is '(' or '[') letter++;
            if (!char.IsAsciiLetterUpper(text[letter]) || !_letters.IsLetter(text, letter) || !EndsLabel(text, letter + 1)) continue;
            if (found >= 0 && text[found] != text[letter]) return null;
            found = letter;
        }

        return found < 0 || ChoiceLetters.IsSubject(text, found) ? null : Answer(text, found, ExtractionConfidence.Medium, "bold");
    }

    private static bool EndsLabel(AnswerText text, int at) =>
        text[at] is ')' or '.' or ':' or ']' or '*' || (text[at] == ' ' && text[at + 1] is '–' or '—' or '-' && text[at + 2] == ' ');

    private ExtractedAnswer? AtEnd(AnswerText text)
    {
        int at = text.End - 1;
        while (at >= text.Start && !char.IsLetterOrDigit(text[at])) at--;
        if (at < text.Start || !_letters.IsLetter(text, at)) return null;
        int before = at - 1;
        while (before >= text.Start && !char.IsLetterOrDigit(text[before]) && text[before] is not ('\'' or '’' or '+' or '=')) before--;
        bool alone = before < text.Start;
        if (!alone && (!char.IsAsciiLetterUpper(text[at]) || before == at - 1 || text[before] is '\'' or '’' or '+' or '=')) return null;
        // "A, B, C or D" chooses nothing, nor does "A, B".
        if (!alone && text[before + 1] == ',' && _letters.IsLetter(text, before) && char.IsAsciiLetterUpper(text[before])) return null;
        if (!alone && (EndsWith(text, before, "or") || EndsWith(text, before, "and") || EndsWith(text, before, "not") || text.Has("n't", before - 2) || text.Has("n’t", before - 2))) return null;
        return Answer(text, at, ExtractionConfidence.Low, alone ? "lone" : "end");
    }

    private static bool EndsWith(AnswerText text, int last, string word) =>
        text.Has(word, last - word.Length + 1) && !char.IsLetter(text[last - word.Length]);

    private static ExtractedAnswer Answer(AnswerText text, int at, ExtractionConfidence confidence, string rule) => new()
    {
        Value = text.Slice(at, at + 1),
        Normalized = char.ToUpperInvariant(text[at]).ToString(),
        Confidence = confidence,
        Span = new AnswerSpan(at, 1),
        Rule = rule,
    };
}
