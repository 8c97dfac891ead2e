using EdgeReasoning.Answers.Mathematics;

namespace EdgeReasoning.Answers;

internal sealed class NumberExtractor : BuiltInExtractor
{
    private const int Window = 200;

    internal override ExtractedAnswer? Find(AnswerText text)
    {
        List<AnswerSpan> boxes = BoxedExtractor.Boxes(text);
        for (int i = boxes.Count - 1; i >= 0; i--)
        {
            if (Within(text, boxes[i].Start, boxes[i].End, "boxed") is { } boxed) return boxed;
        }

        List<int> phrases = AnswerPhrases.Values(text);
        for (int i = phrases.Count - 1; i >= 0; i--)
        {
            if (Within(text, phrases[i], Stop(text, phrases[i]), "phrase") is { } announced) return announced;
        }

        AnswerSpan? last = null;
        for (int at = text.Start; at < text.End;)
        {
            AnswerSpan? number = NumberReader.Read(text, at, text.End);
            last = number ?? last;
            at = number?.End ?? at + 1;
        }

        return last is { } span ? Make(text, span, ExtractionConfidence.Low, "last-number") : null;
    }

    /// <summary>The value of a stretch that announces one: all of it if it is a number, else the first number after its last equals sign.</summary>
    private static ExtractedAnswer? Within(AnswerText text, int start, int end, string rule)
    {
        if (end - start > Window) return null;
        string slice = text.Slice(start, end);
        int from = start + slice.LastIndexOf('=') + 1;
        if (MathParser.Parse(slice[(from - start)..]) is { Number.Exact: { } exact })
            return text.Answer(from, end, ExtractionConfidence.High, rule, exact.ToPlain());
        for (int at = from; at < end; at++)
        {
            if (NumberReader.Read(text, at, end) is { } number) return Make(text, number, ExtractionConfidence.High, rule);
        }

        return null;
    }

    private static int Stop(AnswerText text, int start)
    {
        int end = start;
        while (end < text.End && end - start < Window && text[end] is not ('\n' or '\r')) end++;
        return end;
    }

    private static ExtractedAnswer? Make(AnswerText text, AnswerSpan span, ExtractionConfidence confidence, string rule)
    {
        string value = text.Slice(span.Start, span.End);
        string? plain = MathParser.Parse(value) is { Number.Exact: { } exact } ? exact.ToPlain() : null;
        return new ExtractedAnswer { Value = value, Normalized = plain ?? Markup.Clean(value), Confidence = confidence, Span = span, Rule = rule };
    }
}
