namespace EdgeReasoning.Answers;

internal sealed class BoxedExtractor : BuiltInExtractor
{
    internal override ExtractedAnswer? Find(AnswerText text)
    {
        List<AnswerSpan> boxes = Boxes(text);
        for (int i = boxes.Count - 1; i >= 0; i--)
        {
            if (text.Answer(boxes[i].Start, boxes[i].End, ExtractionConfidence.High, "boxed") is { } answer) return answer;
        }

        return null;
    }

    /// <summary>The insides of the last boxes that close, by where they close; in one pass, however braces are nested or missing.</summary>
    public static List<AnswerSpan> Boxes(AnswerText text)
    {
        var boxes = new List<AnswerSpan>();
        // Where each open brace began; a box is marked by the complement.
        var open = new Stack<int>();
        int depthOfBoxes = 0;
        for (int i = text.Start; i < text.End; i++)
        {
            char c = text[i];
            if (c == '\\')
            {
                int after = text.Has("boxed", i + 1) ? i + 6 : text.Has("fbox", i + 1) ? i + 5 : -1;
                if (after < 0)
                {
                    // An escaped brace is a character, not a group.
                    if (text[i + 1] is '{' or '}' or '\\') i++;
                    continue;
                }

                int brace = text[after] == ' ' ? after + 1 : after;
                if (text[brace] == '{')
                {
                    open.Push(~(brace + 1));
                    depthOfBoxes++;
                    i = brace;
                }
                else if (char.IsAsciiLetterOrDigit(text[brace]) && brace > after)
                {
                    // \boxed 7
                    int end = brace;
                    while (char.IsAsciiLetterOrDigit(text[end])) end++;
                    boxes.Add(new AnswerSpan(brace, end - brace));
                    i = end - 1;
                }
            }
            else if (c == '{')
            {
                open.Push(i + 1);
            }
            else if (c == '}' && open.TryPop(out int start) && start < 0)
            {
                depthOfBoxes--;
                // A box within a box is part of the outer one.
                if (depthOfBoxes == 0 || !IsNested(open)) boxes.Add(new AnswerSpan(~start, i - ~start));
            }
        }

        return boxes[^Math.Min(boxes.Count, AnswerText.MaxCandidates)..];
    }

    /// <summary>Whether the innermost open brace is that of a box; an unclosed one further out must not swallow the rest.</summary>
    private static bool IsNested(Stack<int> open) => open.TryPeek(out int outer) && outer < 0;
}
