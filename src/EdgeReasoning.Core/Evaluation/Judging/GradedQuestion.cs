namespace EdgeReasoning.Evaluation;

/// <summary>What a configuration answered to one question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer that won, normalised; null where none could be found.</param>
/// <param name="IsCorrect">Whether it is right.</param>
public sealed record GradedQuestion(BenchmarkQuestion Question, string? Answer, bool IsCorrect)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Question.Id}: {Answer ?? "none"}, expected {Question.Grader.Expected}";
}
