namespace EdgeReasoning.Scaling;

/// <summary>Golden "unanimous4": stops when the first samples all agree, and never later. No policy of the library; ESC looks at every window.</summary>
internal sealed class UnanimousStartRule(int samples) : StopRule
{
    public override bool Stops(in VoteState state) => state.Counts.Length == 1 && state.Leader >= samples;
}
