namespace EdgeReasoning.Evaluation.StoryMath;

/// <summary>The parts of StoryMath. No question is in two of them: a story belongs to the part that a hash of its text names.</summary>
public enum StorySplit
{
    /// <summary>What models are trained on: 62 of 64 stories.</summary>
    Train,

    /// <summary>What training is watched and decisions are taken with: one of 64 stories.</summary>
    Dev,

    /// <summary>What results are reported on: one of 64 stories.</summary>
    Test,
}
