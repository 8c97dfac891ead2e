namespace EdgeReasoning.Scaling;

/// <summary>Decides when a vote has seen enough. Immutable.</summary>
internal abstract class StopRule
{
    /// <summary>
    /// Whether the vote may stop, by the votes in the order in which they were drawn: traces that finish first are the short ones, and no
    /// fair sample of the answers.
    /// </summary>
    public abstract bool Stops(in VoteState state);

    /// <summary>Whether it may stop by the votes that happen to have arrived. Only for rules that hold whatever the others say.</summary>
    public virtual bool StopsInAnyOrder(VoteTally arrived, int remaining) => false;

    /// <summary>The fewest further samples after which it may stop: those after which it does if all of them agree with the leader.</summary>
    public virtual int Fewest(in VoteState state)
    {
        // More agreement never makes a rule less content, so bisection finds the first number that does.
        int fewest = 1, enough = state.Remaining;
        while (fewest < enough)
        {
            int middle = (fewest + enough) / 2;
            if (Stops(state.AfterAgreement(middle))) enough = middle;
            else fewest = middle + 1;
        }

        return enough;
    }
}
