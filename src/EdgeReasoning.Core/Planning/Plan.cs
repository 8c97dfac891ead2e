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

    /// <summary>Where nothing keeps the constraints: the same, relaxed by just enough that something does. One of them where that can do, the one that has to
    /// give least for its size; else several. Null where the plan is feasible, and where relaxing does not help because what is limited is unknown.</summary>
    public Constraints? Relaxed { get; init; }

    /// <summary>What a reader must know of the predictions: that they go beyond what was measured, say, or that no-think samples were not measured. Empty where there is nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Tokens of the prompt that it was made for; null for the benchmark's own prompts.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Whether something keeps the constraints.</summary>
    public bool IsFeasible => Choice is not null;

    /// <inheritdoc/>
    public override string ToString() => Reason;
}
