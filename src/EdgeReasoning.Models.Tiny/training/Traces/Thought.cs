using EdgeReasoning.Evaluation.StoryMath;

namespace EdgeReasoning.Models.Tiny.Training.Traces;

/// <summary>One sentence of a thinking.</summary>
/// <param name="Lead">What is retold, and how it leads to the equation.</param>
/// <param name="Step">The equation; null where the sentence matters not.</param>
internal readonly record struct Thought(string Lead, StoryStep? Step)
{
    public override string ToString() => $"{Lead}{Step}.";
}
