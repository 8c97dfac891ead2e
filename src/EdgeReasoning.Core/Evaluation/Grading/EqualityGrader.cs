using EdgeReasoning.Answers;

namespace EdgeReasoning.Evaluation;

/// <summary>Right is what equals one of the accepted answers.</summary>
internal sealed class EqualityGrader(AnswerExtractor extractor, AnswerEquality equality, IReadOnlyList<string> accepted)
    : AnswerGrader(extractor, string.Join(" or ", accepted))
{
    public override bool IsCorrect(string answer) => accepted.Any(right => equality.Equals(answer, right));
}
