using EdgeReasoning.Statistics;

namespace EdgeReasoning.Scaling;

/// <summary>Stops when the leader will probably still lead after the samples that can still arrive.</summary>
internal sealed class PredictiveRule(double threshold, int? choices = null) : StopRule
{
    public override bool Stops(in VoteState state)
    {
        if (state.Leader == 0) return false;
        int[] counts = new int[Math.Max(choices ?? state.Counts.Length + 1, state.Counts.Length)];
        state.Counts.CopyTo(counts);
        return VoteOdds.FirstWins(counts, state.InTime, state.LeaderWinsTies ? VoteTies.Won : VoteTies.Lost) >= threshold;
    }
}
