namespace EdgeReasoning.Answers;

internal sealed class FirstOfExtractor(params AnswerExtractor[] extractors) : AnswerExtractor
{
    public override ExtractedAnswer? Extract(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        AnswerText? shared = null;
        foreach (AnswerExtractor extractor in extractors)
        {
            ExtractedAnswer? answer = extractor is BuiltInExtractor builtIn ? builtIn.Find(shared ??= new AnswerText(text)) : extractor.Extract(text);
            if (answer is not null) return answer;
        }

        return null;
    }
}
