using System.Text.RegularExpressions;

namespace EdgeReasoning.Answers;

internal sealed class PatternExtractor(Regex regex) : BuiltInExtractor
{
    private readonly string? _group = regex.GetGroupNames().Contains("answer") ? "answer" : regex.GetGroupNumbers().Contains(1) ? "1" : null;

    internal override ExtractedAnswer? Find(AnswerText text)
    {
        string source = text.Slice(text.Start, text.End);
        ExtractedAnswer? last = null;
        try
        {
            for (Match match = regex.Match(source); match.Success; match = match.NextMatch())
            {
                Group group = _group is null ? match : match.Groups[_group];
                if (!group.Success) continue;
                int start = text.Start + group.Index;
                last = text.Answer(start, start + group.Length, ExtractionConfidence.High, "pattern") ?? last;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }

        return last;
    }
}
