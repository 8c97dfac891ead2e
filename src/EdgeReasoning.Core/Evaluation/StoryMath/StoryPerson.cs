namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>Somebody in a story.</summary>
/// <param name="Name">The name.</param>
/// <param name="Amount">How many things the person has at the beginning.</param>
public sealed record StoryPerson(string Name, int Amount);
