namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>Where the questions come from.</summary>
internal sealed record BenchmarkSource
{
    /// <summary>storymath, or the format of <see cref="Path"/>.</summary>
    public string Format { get; init; } = "storymath";

    /// <summary>The file; null for storymath, which is made.</summary>
    public string? Path { get; init; }

    /// <summary>Questions at the most; null for all of a file.</summary>
    public int? Questions { get; init; }

    /// <summary>Of storymath: open, or choice.</summary>
    public string Form { get; init; } = "open";

    /// <summary>Of jsonl and csv: the column with the question.</summary>
    public string QuestionColumn { get; init; } = "question";

    /// <summary>Of jsonl and csv: the column with the answer.</summary>
    public string AnswerColumn { get; init; } = "answer";
}
