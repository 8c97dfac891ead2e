namespace EdgeReasoning.Evaluation;

/// <summary>How StoryMath is asked.</summary>
public enum StoryForm
{
    /// <summary>The answer is a number.</summary>
    Open,

    /// <summary>Four numbers to choose from; the answer is a letter.</summary>
    Choice,
}
