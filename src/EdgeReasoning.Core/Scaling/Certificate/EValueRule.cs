using EdgeReasoning.Statistics;

namespace EdgeReasoning.Scaling;

/// <summary>Stops when the evidence that the leader is likelier than each other answer reaches 1/α.</summary>
internal sealed class EValueRule(double errorRate) : StopRule
{
    // The evidence falls with the other's votes, so against the runner-up it is the least.
    public override bool Stops(in VoteState state) =>
        state.Leader > 0 && EValue.LogLikelier(state.Leader, state.RunnerUp) >= -Math.Log(errorRate) - 1e-12;
}
