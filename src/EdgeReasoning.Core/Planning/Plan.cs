namespace EdgeReasoning.Planning;

/// <summary>The configuration chosen for given constraints, with what it is predicted to cost, and what was passed over.</summary>
public sealed record Plan
{
    /// <summary>What was asked for.</summary>
    public required Constraints Constraints { get; init; }

    /// <summary>What was chosen; null where nothing keeps the constraints.</summary>
    public required PlanCandidate? Choice { get; init; }

    /// <summary>The others, the best first: those that keep the constraints by accuracy, then those that break them by how little.</summary>
    public required IReadOnlyList<PlanCandidate> Alternatives { get; init; }

    /// <summary>Why that choice; where there is none, which constraint to relax and by how much. One or two sentences.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether something keeps the constraints.</summary>
    public bool IsFeasible => Choice is not null;

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
