namespace EdgeReasoning.Answers;

/// <summary>The emphasised end of a reply, or the reply itself when it is short enough to be the answer.</summary>
internal sealed class ShortTextExtractor : BuiltInExtractor
{
    private const int MaxLine = 80;
    private const int MaxText = 200;

    internal override ExtractedAnswer? Find(AnswerText text)
    {
        int start = text.SkipSpace(text.Start, lines: true), end = text.End;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        if (start == end) return null;

        bool short_ = end - start <= MaxText;
        bool lone = end - start <= MaxLine && !text.Slice(start, end).Contains('\n');
        if (lone && Bold(text, start, end) is null) return text.Answer(start, end, ExtractionConfidence.Medium, "lone");
        // The last line, or as much of it as could hold an answer.
        int line = end;
        while (line > start && end - line < MaxText && text[line - 1] != '\n') line--;
        if (Bold(text, line, end) is { } bold) return text.Answer(bold.Start, bold.End, ExtractionConfidence.Low, "emphasis");
        if (Display(text, line, end) is { } display) return text.Answer(display.Start, display.End, ExtractionConfidence.Low, "display");
        return short_ ? text.Answer(start, end, ExtractionConfidence.Low, "short") : null;
    }

    /// <summary>The last bold stretch.</summary>
    private static AnswerSpan? Bold(AnswerText text, int start, int end)
    {
        string line = text.Slice(start, end);
        int close = line.LastIndexOf("**", StringComparison.Ordinal);
        int open = close > 0 ? line.LastIndexOf("**", close - 1, StringComparison.Ordinal) : -1;
        return open >= 0 && close - open > 2 ? new AnswerSpan(start + open + 2, close - open - 2) : null;
    }

    /// <summary>The line itself, if it is a displayed formula.</summary>
    private static AnswerSpan? Display(AnswerText text, int start, int end)
    {
        string line = text.Slice(start, end).Trim();
        bool display = (line.StartsWith("\\[", StringComparison.Ordinal) && line.EndsWith("\\]", StringComparison.Ordinal))
            || (line.Length > 1 && line[0] == '$' && line[^1] == '$');
        return display ? new AnswerSpan(start, end - start) : null;
    }
}
