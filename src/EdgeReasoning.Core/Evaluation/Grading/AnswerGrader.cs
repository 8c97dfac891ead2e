using EdgeReasoning.Answers;

namespace EdgeReasoning.Evaluation;

/// <summary>Finds the answer in replies to one question, and tells whether it is right. The built-in ones are in <see cref="AnswerGraders"/>.</summary>
/// <remarks>Immutable; may be used from many threads at once. Grading needs no model: a stored run can be judged again by another grader.</remarks>
/// <param name="extractor">Finds the answer. What it normalises alike votes together.</param>
/// <param name="expected">The right answer, for people.</param>
public abstract class AnswerGrader(AnswerExtractor extractor, string expected)
{
    /// <summary>Finds the answer in a reply.</summary>
    public AnswerExtractor Extractor { get; } = extractor ?? throw new ArgumentNullException(nameof(extractor));

    /// <summary>The right answer, for people.</summary>
    public string Expected { get; } = expected ?? throw new ArgumentNullException(nameof(expected));

    /// <summary>Whether an answer is right.</summary>
    /// <param name="answer">What the extractor found, normalised (<see cref="ExtractedAnswer.Normalized"/>). A reply without answer is never asked about; it is wrong.</param>
    public abstract bool IsCorrect(string answer);

    /// <inheritdoc/>
    public override string ToString() => Expected;
}
