namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>One question of StoryMath. Immutable.</summary>
public sealed record StoryProblem
{
    /// <summary>The part it belongs to.</summary>
    public required StorySplit Split { get; init; }

    /// <summary>Its number within the part, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The story and what is asked about it. The answer is a number.</summary>
    public required string Question { get; init; }

    /// <summary>The answer, from 0 to 999.</summary>
    public required int Answer { get; init; }

    /// <summary>Four different numbers, one of them the answer, one what somebody began with if that differs, the others what a slip in one step would give.</summary>
    public required IReadOnlyList<int> Choices { get; init; }

    /// <summary>Everybody in the story, in the order in which they are introduced.</summary>
    public required IReadOnlyList<StoryPerson> People { get; init; }

    /// <summary>The solution: every event that matters, in the order in which it can be solved. 2 to 16 of them.</summary>
    public required IReadOnlyList<StoryStep> Steps { get; init; }

    /// <summary>The letter of the choice that is the answer: A to D.</summary>
    public char AnswerLetter => (char)('A' + Choices.ToList().IndexOf(Answer));

    /// <summary>The question with its four choices below it, each on a line of its own. The answer is a letter.</summary>
    public string QuestionWithChoices => string.Concat([Question, .. Choices.Select((choice, i) => FormattableString.Invariant($"\n{(char)('A' + i)}) {choice}"))]);
}
