namespace EdgeReasoning.Answers;

internal sealed class TextExtractor : BuiltInExtractor
{
    internal override ExtractedAnswer? Find(AnswerText text) => text.Answer(text.Start, text.End, ExtractionConfidence.Medium, "text");
}
