using EdgeReasoning.Answers;

namespace EdgeReasoning.Traces;

/// <summary>Texts before the first of which an answer ends. White space at the answer's start does not count.</summary>
internal sealed class StopSequences
{
    private StopSequences(string[] sequences) => All = sequences;

    public static StopSequences None { get; } = new([]);

    public IReadOnlyList<string> All { get; }

    public bool IsEmpty => All.Count == 0;

    /// <exception cref="ArgumentException">A sequence is null or empty.</exception>
    public static StopSequences Of(IList<string>? sequences)
    {
        if (sequences is null or { Count: 0 }) return None;
        if (sequences.Any(string.IsNullOrEmpty)) throw new ArgumentException("A stop sequence is empty, and would end every answer. Leave it out.", nameof(sequences));
        return new StopSequences([.. sequences.Distinct()]);
    }

    /// <summary>The place of the one that is complete first, and of those that end there, of the longest; −1 for none. What is still incomplete when another is
    /// complete would never come, since the trace ends there.</summary>
    public int IndexIn(string text)
    {
        int first = -1, end = int.MaxValue;
        foreach (string sequence in All)
        {
            int at = text.IndexOf(sequence, StringComparison.Ordinal);
            if (at < 0 || at + sequence.Length > end || (at + sequence.Length == end && at > first)) continue;
            (first, end) = (at, at + sequence.Length);
        }

        return first;
    }

    /// <summary>Whether one occurs.</summary>
    public bool Occur(string text) => IndexIn(text) >= 0;

    /// <summary>Characters at the end of a text that may become a sequence.</summary>
    public int BegunAtEndOf(string text)
    {
        int most = 0;
        foreach (string sequence in All)
        {
            for (int length = Math.Min(sequence.Length - 1, text.Length); length > most; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(sequence.AsSpan(0, length))) most = length;
            }
        }

        return most;
    }

    /// <summary>The text before the first sequence.</summary>
    public string Cut(string text) => IndexIn(text) is var at and >= 0 ? text[..at].TrimEnd() : text;

    /// <summary>The answer of a trace before the first sequence. Where one ended the trace, white space at its end is no longer in the answer.</summary>
    public string Cut(Trace trace)
    {
        string text = trace.Answer;
        if (trace.StopReason != StopReason.Policy || Occur(text)) return Cut(text);
        string? last = All.Select(sequence => sequence.TrimEnd()).Where(sequence => sequence.Length > 0 && text.EndsWith(sequence, StringComparison.Ordinal)).MaxBy(sequence => sequence.Length);
        return last is null ? text : text[..^last.Length].TrimEnd();
    }

    /// <summary>An extractor that sees no more of a reply than is shown.</summary>
    public AnswerExtractor Trimming(AnswerExtractor extractor) => IsEmpty ? extractor : new TrimmingExtractor(extractor, this);

    private sealed class TrimmingExtractor(AnswerExtractor inner, StopSequences stops) : AnswerExtractor
    {
        public override ExtractedAnswer? Extract(string text) => inner.Extract(stops.Cut(text));
    }
}
