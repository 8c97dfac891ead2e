using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Planning;

/// <summary>An answer with the plan that led to it.</summary>
/// <param name="Plan">The plan; where it is not feasible, its first alternative was taken.</param>
/// <param name="Result">The answer.</param>
public sealed record PlannedResult(Plan Plan, ReasoningResult Result)
{
    /// <summary>What answered.</summary>
    public PlanCandidate Used => Plan.Choice ?? Plan.Alternatives[0];

    /// <inheritdoc/>
    public override string ToString() => Result.Answer;
}
