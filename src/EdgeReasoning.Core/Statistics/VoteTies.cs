namespace EdgeReasoning.Statistics;

/// <summary>What a tie at the top of a vote is worth to the answer that is looked at.</summary>
public enum VoteTies
{
    /// <summary>One over the number of answers at the top.</summary>
    Shared,

    /// <summary>As much as a win: the answer keeps its place.</summary>
    Won,

    /// <summary>Nothing.</summary>
    Lost,
}
