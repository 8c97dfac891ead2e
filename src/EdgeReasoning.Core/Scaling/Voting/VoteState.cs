namespace EdgeReasoning.Scaling;

/// <summary>A vote as a stop rule sees it.</summary>
internal readonly ref struct VoteState
{
    /// <summary>Votes by answer, the leader first.</summary>
    public required ReadOnlySpan<int> Counts { get; init; }

    /// <summary>Whether the leader's earliest sample precedes that of every answer that could draw level, which wins it the tie.</summary>
    public required bool LeaderWinsTies { get; init; }

    /// <summary>Samples that may still be drawn.</summary>
    public required int Remaining { get; init; }

    /// <summary>Of these, samples that can still arrive in time.</summary>
    public required int InTime { get; init; }

    public int Leader => Counts.IsEmpty ? 0 : Counts[0];

    public int RunnerUp => Counts.Length > 1 ? Counts[1] : 0;

    /// <summary>The vote after so many more samples, all for the leader.</summary>
    public VoteState AfterAgreement(int samples)
    {
        int[] counts = Counts.IsEmpty ? [0] : Counts.ToArray();
        counts[0] += samples;
        return new VoteState
        {
            Counts = counts,
            LeaderWinsTies = LeaderWinsTies,
            Remaining = Remaining - samples,
            InTime = Math.Max(0, InTime - samples),
        };
    }
}
