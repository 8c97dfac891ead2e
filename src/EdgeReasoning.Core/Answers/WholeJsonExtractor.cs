namespace EdgeReasoning.Answers;

/// <summary>The whole answer, where it is JSON; what votes compare has its names in order and no white space.</summary>
internal sealed class WholeJsonExtractor : BuiltInExtractor
{
    internal override ExtractedAnswer? Find(AnswerText text)
    {
        // Markers may stand in the texts of an answer that is JSON as a whole.
        return Find(text, 0, text.Source.Length) ?? Find(text, text.Start, text.End);
    }

    private static ExtractedAnswer? Find(AnswerText text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text.Source[start])) start++;
        while (end > start && char.IsWhiteSpace(text.Source[end - 1])) end--;
        string value = text.Slice(start, end);
        return JsonForm.Of(value) is not { } form ? null : new ExtractedAnswer
        {
            Value = value,
            Normalized = form,
            Confidence = ExtractionConfidence.High,
            Span = new AnswerSpan(start, end - start),
            Rule = "json",
        };
    }
}
