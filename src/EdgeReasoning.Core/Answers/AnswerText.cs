namespace EdgeReasoning.Answers;

/// <summary>
/// A reply under extraction: the part after the thinking and before the end of the turn, with searches that count the characters they look at,
/// so that tests can hold every rule to linear work.
/// </summary>
internal sealed class AnswerText
{
    /// <summary>Of boxes and phrases only so many are looked into, the last ones: nobody gives more answers, and each look has a cost.</summary>
    public const int MaxCandidates = 64;

    private static readonly string[] AnswerMarkers = ["</think>", "<|channel|>final<|message|>", "</thinking>", "[/THINK]"];

    private static readonly string[] EndMarkers = ["<|im_end|>", "<|eot_id|>", "<end_of_turn>", "<|return|>", "<|end|>", "<|endoftext|>", "<|end_of_text|>", "<｜end▁of▁sentence｜>", "</s>", "<eos>"];

    public AnswerText(string source)
    {
        Source = source;
        End = source.Length;
        foreach (string marker in AnswerMarkers)
        {
            int at = source.LastIndexOf(marker, StringComparison.Ordinal);
            if (at >= 0) Start = Math.Max(Start, at + marker.Length);
            Steps += source.Length;
        }

        foreach (string marker in EndMarkers)
        {
            int at = source.IndexOf(marker, Start, End - Start, StringComparison.Ordinal);
            if (at >= 0) End = at;
            Steps += source.Length;
        }
    }

    public string Source { get; }

    public int Start { get; }

    public int End { get; }

    /// <summary>Characters looked at so far.</summary>
    public long Steps { get; private set; }

    /// <summary>A character, or 0 outside of the answer.</summary>
    public char this[int index]
    {
        get
        {
            Steps++;
            return index >= Start && index < End ? Source[index] : '\0';
        }
    }

    public int IndexOf(string needle, int from)
    {
        if (from >= End) return -1;
        int at = Source.IndexOf(needle, from, End - from, StringComparison.OrdinalIgnoreCase);
        Steps += (at < 0 ? End : at + needle.Length) - from;
        return at;
    }

    public bool Has(string word, int at)
    {
        Steps += word.Length;
        return at >= Start && at + word.Length <= End && string.Compare(Source, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }

    /// <summary>The first position from here on that is not white space.</summary>
    public int SkipSpace(int from, bool lines)
    {
        while (from < End && this[from] is var c && char.IsWhiteSpace(c) && (lines || c is not ('\n' or '\r'))) from++;
        return from;
    }

    public string Slice(int start, int end)
    {
        Steps += end - start;
        return Source[start..end];
    }

    /// <summary>An answer whose value is the stretch without what surrounds it; null when nothing is left.</summary>
    public ExtractedAnswer? Answer(int start, int end, ExtractionConfidence confidence, string rule, string? normalized = null)
    {
        AnswerSpan span = Markup.Unwrap(Source, start, end);
        Steps += end - start;
        if (span.Length == 0) return null;
        string value = Source.Substring(span.Start, span.Length);
        normalized ??= Markup.Clean(value);
        return normalized.Length == 0 ? null : new ExtractedAnswer { Value = value, Normalized = normalized, Confidence = confidence, Span = span, Rule = rule };
    }
}
