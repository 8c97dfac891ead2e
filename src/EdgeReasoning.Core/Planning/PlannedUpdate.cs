using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Planning;

/// <summary>A piece of an answer, with the plan that leads to it.</summary>
/// <param name="Plan">The plan, the same for all pieces; where it is not feasible, its first alternative is taken.</param>
/// <param name="Update">The piece.</param>
public sealed record PlannedUpdate(Plan Plan, ReasoningUpdate Update)
{
    /// <summary>What answers.</summary>
    public PlanCandidate Used => Plan.Choice ?? Plan.Alternatives[0];

    /// <inheritdoc/>
    public override string ToString() => Update.ToString();
}
