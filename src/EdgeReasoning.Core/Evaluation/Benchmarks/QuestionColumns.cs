namespace EdgeReasoning.Evaluation;

/// <summary>Where the parts of a question stand in a file of one's own. Names of columns are found whatever their case.</summary>
public sealed record QuestionColumns
{
    /// <summary>The column of the question. Default <c>question</c>.</summary>
    public string Question { get; init; } = "question";

    /// <summary>The column of the right answer. Default <c>answer</c>. Where there are choices: a letter, or a number from 0.</summary>
    public string Answer { get; init; } = "answer";

    /// <summary>The column of the identifier. Null, the default: the file's name and the line.</summary>
    public string? Id { get; init; }

    /// <summary>The column of the subject. Null, the default: none.</summary>
    public string? Subject { get; init; }

    /// <summary>The columns of the choices, or one that holds them as a list. Empty, the default: the answer is free.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
