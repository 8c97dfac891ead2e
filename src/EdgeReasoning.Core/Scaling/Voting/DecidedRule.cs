namespace EdgeReasoning.Scaling;

/// <summary>Stops when no remaining sample can change the winner, the tie rule included. Free: the winner is that of all samples.</summary>
internal sealed class DecidedRule : StopRule
{
    public static DecidedRule Instance { get; } = new();

    public override bool Stops(in VoteState state)
    {
        int lead = state.Leader - state.RunnerUp;
        return state.Leader > 0 && (lead > state.Remaining || (lead == state.Remaining && state.LeaderWinsTies));
    }

    public override bool StopsInAnyOrder(VoteTally arrived, int remaining) => arrived.IsDecided(remaining);
}
