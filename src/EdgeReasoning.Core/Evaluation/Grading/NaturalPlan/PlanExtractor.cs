using EdgeReasoning.Answers;

namespace EdgeReasoning.Evaluation;

/// <summary>Reads a plan out of a reply, into a form in which equal plans are equal texts and vote together.</summary>
/// <param name="rule">The name of the rule.</param>
/// <param name="normalize">The plan in that form; null where there is none.</param>
internal sealed class PlanExtractor(string rule, Func<string, string?> normalize) : AnswerExtractor
{
    public override ExtractedAnswer? Extract(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return normalize(text) is { Length: > 0 } plan
            ? new ExtractedAnswer { Value = text, Normalized = plan, Confidence = ExtractionConfidence.High, Span = new AnswerSpan(0, text.Length), Rule = rule }
            : null;
    }
}
