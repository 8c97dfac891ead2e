using EdgeReasoning.Answers;

namespace EdgeReasoning.Evaluation;

/// <summary>The built-in graders; derive from <see cref="AnswerGrader"/> for one of your own.</summary>
public static class AnswerGraders
{
    /// <summary>The letter of a multiple-choice option.</summary>
    /// <param name="expected">The right letter.</param>
    /// <param name="last">The last letter of the options. Default D.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expected"/> is none of the letters.</exception>
    public static AnswerGrader Choice(char expected, char last = 'D')
    {
        if (expected < 'A' || expected > last) throw new ArgumentOutOfRangeException(nameof(expected), expected, $"The right letter is one of A to {last}.");
        return Any(AnswerExtractors.Choice('A', last), AnswerEquality.Exact, expected.ToString());
    }

    /// <summary>A number, compared by value.</summary>
    /// <param name="expected">The right number, 1,234.5 say.</param>
    public static AnswerGrader Number(string expected) => Any(AnswerExtractors.Number, AnswerEquality.Mathematical, expected);

    /// <summary>A mathematical expression, compared by value (<see cref="AnswerEquality.Mathematical"/>).</summary>
    /// <param name="expected">The right expression, in LaTeX or plain notation.</param>
    public static AnswerGrader Mathematical(string expected) => Any(AnswerExtractors.Auto, AnswerEquality.Mathematical, expected);

    /// <summary>Words, compared without regard to case, spacing and punctuation around them.</summary>
    /// <param name="expected">The right words.</param>
    public static AnswerGrader Text(string expected) => Any(AnswerExtractors.Auto, AnswerEquality.Text, expected);

    /// <summary>Any of some answers, found and compared as given.</summary>
    /// <param name="extractor">Finds the answer.</param>
    /// <param name="equality">What makes two answers the same.</param>
    /// <param name="accepted">The right answers; at least one, none blank.</param>
    /// <exception cref="ArgumentException">There is none, or one is blank.</exception>
    public static AnswerGrader Any(AnswerExtractor extractor, AnswerEquality equality, params IReadOnlyList<string> accepted)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        ArgumentNullException.ThrowIfNull(equality);
        ArgumentNullException.ThrowIfNull(accepted);
        if (accepted.Count == 0 || accepted.Any(string.IsNullOrWhiteSpace)) throw new ArgumentException("Give at least one right answer, and none that is blank.", nameof(accepted));
        return new EqualityGrader(extractor, equality, [.. accepted]);
    }
}
