namespace EdgeReasoning.Scaling;

/// <summary>Decided, where it is not known who wins a tie: golden "strict".</summary>
internal sealed class StrictlyDecidedRule : StopRule
{
    public override bool Stops(in VoteState state) => state.Leader - state.RunnerUp > state.Remaining;
}
