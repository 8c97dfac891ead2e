namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>One equation of a story's solution.</summary>
/// <param name="Person">Who has more or less by it.</param>
/// <param name="Event">What happened, as the story tells it, without the full stop: <c>Gus gives Ann 8</c> say.</param>
/// <param name="Left">What the person had.</param>
/// <param name="Operator"><c>+</c>, <c>-</c>, <c>*</c> or <c>/</c>.</param>
/// <param name="Right">By how much it changes.</param>
/// <param name="Result">What the person has then, from 0 to 999.</param>
public sealed record StoryStep(string Person, string Event, int Left, char Operator, int Right, int Result)
{
    /// <summary>The equation, <c>18-8=10</c> say.</summary>
    public override string ToString() => FormattableString.Invariant($"{Left}{Operator}{Right}={Result}");
}
