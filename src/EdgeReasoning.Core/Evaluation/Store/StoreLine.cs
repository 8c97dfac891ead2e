namespace EdgeReasoning.Evaluation;

/// <summary>One line of a store: exactly one of these.</summary>
internal sealed record StoreLine
{
    public StoredRun? Run { get; init; }

    public StoredModel? Model { get; init; }

    public StoredTrace? Trace { get; init; }

    public StoredFailure? Failure { get; init; }

    public bool IsOne => (Run is null ? 0 : 1) + (Model is null ? 0 : 1) + (Trace is null ? 0 : 1) + (Failure is null ? 0 : 1) == 1;
}
