namespace EdgeReasoning.Answers;

/// <summary>An extractor over the answer part of a reply.</summary>
internal abstract class BuiltInExtractor : AnswerExtractor
{
    public sealed override ExtractedAnswer? Extract(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(new AnswerText(text));
    }

    internal abstract ExtractedAnswer? Find(AnswerText text);
}
