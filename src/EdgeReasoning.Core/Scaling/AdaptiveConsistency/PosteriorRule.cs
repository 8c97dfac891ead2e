using EdgeReasoning.Statistics;

namespace EdgeReasoning.Scaling;

/// <summary>Stops when the leader is the most likely answer with a given probability.</summary>
internal sealed class PosteriorRule(double threshold, int? choices = null) : StopRule
{
    public override bool Stops(in VoteState state) => state.Leader > 0 && Probability(in state) >= threshold;

    private double Probability(in VoteState state)
    {
        if (choices is not { } answers) return VoteOdds.LeaderOverRunnerUp(state.Leader, state.RunnerUp);
        // More answers than were announced count too.
        int[] counts = new int[Math.Max(answers, state.Counts.Length)];
        state.Counts.CopyTo(counts);
        return VoteOdds.FirstIsMostLikely(counts);
    }
}
