using System.Text.RegularExpressions;

namespace EdgeReasoning.Answers;

/// <summary>The built-in answer extractors.</summary>
public static class AnswerExtractors
{
    /// <summary>
    /// For questions of any kind, and the default: the last box; else what follows the last phrase that announces an answer; else the emphasised end;
    /// else a short text as a whole. A long text without any of these has no answer.
    /// </summary>
    public static AnswerExtractor Auto { get; } = new FirstOfExtractor(new BoxedExtractor(), new PhraseExtractor(), new ShortTextExtractor());

    /// <summary>The contents of the last <c>\boxed{…}</c> or <c>\fbox{…}</c>, with nested braces.</summary>
    public static AnswerExtractor Boxed { get; } = new BoxedExtractor();

    /// <summary>What follows the last phrase that announces an answer: "The final answer is", "**Answer:**", "####", "答案是" and the like.</summary>
    public static AnswerExtractor FinalPhrase { get; } = new PhraseExtractor();

    /// <summary>
    /// A number: in the last box, else after the last announcing phrase, else the last one in the text. Signs, digit groups, decimals, fractions,
    /// powers of ten, percent, currency and units are understood; the normalised value is a plain decimal or fraction.
    /// </summary>
    public static AnswerExtractor Number { get; } = new NumberExtractor();

    /// <summary>The whole answer text, trimmed, for free answers.</summary>
    public static AnswerExtractor Text { get; } = new TextExtractor();

    /// <summary>The whole answer where it is JSON, as of answers that are held to a schema. The normalised value has its names in order and no white space, so that
    /// answers vote together that differ in these only.</summary>
    public static AnswerExtractor WholeJson { get; } = new WholeJsonExtractor();

    /// <summary>The letter of a multiple-choice option.</summary>
    /// <param name="first">The first letter of the options. Default A.</param>
    /// <param name="last">The last letter of the options. Default D.</param>
    /// <exception cref="ArgumentException">The letters are not upper-case ASCII, or in the wrong order.</exception>
    public static AnswerExtractor Choice(char first = 'A', char last = 'D') => new ChoiceExtractor(first, last);

    /// <summary>The value of a field of a JSON object, wherever it stands in the text; of several the last one that is complete.</summary>
    /// <param name="field">The name of the field.</param>
    /// <exception cref="ArgumentException"><paramref name="field"/> is null or empty.</exception>
    public static AnswerExtractor Json(string field) => new JsonFieldExtractor(field);

    /// <summary>The last match of a pattern: its group named <c>answer</c>, else its first group, else all of it. Matched without backtracking.</summary>
    /// <param name="pattern">The pattern, without look-around and back-references.</param>
    /// <exception cref="ArgumentException">The pattern is null, malformed, or cannot be matched without backtracking.</exception>
    public static AnswerExtractor Pattern(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        try
        {
            return new PatternExtractor(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException($"The pattern '{pattern}' needs backtracking; give a Regex with a match timeout instead.", nameof(pattern), e);
        }
    }

    /// <summary>The last match of a regular expression: its group named <c>answer</c>, else its first group, else all of it. A match that runs out of time is no answer.</summary>
    /// <param name="regex">The expression, non-backtracking or with a match timeout, so that no reply can hang it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="regex"/> is null.</exception>
    /// <exception cref="ArgumentException">The expression may backtrack for ever.</exception>
    public static AnswerExtractor Pattern(Regex regex)
    {
        ArgumentNullException.ThrowIfNull(regex);
        if (!regex.Options.HasFlag(RegexOptions.NonBacktracking) && regex.MatchTimeout == Regex.InfiniteMatchTimeout)
            throw new ArgumentException("The expression may backtrack without end; make it with RegexOptions.NonBacktracking or with a match timeout.", nameof(regex));
        return new PatternExtractor(regex);
    }

    /// <summary>Several extractors in order: the first that finds an answer decides.</summary>
    /// <param name="extractors">The extractors, at least one.</param>
    /// <exception cref="ArgumentException">There are none, or one of them is null.</exception>
    public static AnswerExtractor FirstOf(params AnswerExtractor[] extractors)
    {
        ArgumentNullException.ThrowIfNull(extractors);
        if (extractors.Length == 0 || extractors.Contains(null)) throw new ArgumentException("Give at least one extractor, and none that is null.", nameof(extractors));
        return new FirstOfExtractor([.. extractors]);
    }
}
