namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>What one sentence of a story is about.</summary>
internal enum StoryScene
{
    /// <summary>The person who is asked about.</summary>
    Asked,

    /// <summary>The one who will share with that person.</summary>
    Helper,

    /// <summary>The sharing.</summary>
    Share,

    /// <summary>Nothing that matters.</summary>
    Digression,
}
