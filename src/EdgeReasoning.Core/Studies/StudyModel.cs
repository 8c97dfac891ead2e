using EdgeReasoning.Evaluation;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Studies;

/// <summary>A model that takes part in a study.</summary>
/// <param name="Name">What it is called in tables, quantisation included where there are several.</param>
/// <param name="LoadAsync">Makes its engine, which the study then owns. Called once for the profile and once for the traces, where these are not there yet.</param>
public sealed record StudyModel(string Name, Func<CancellationToken, Task<IReasoningEngine>> LoadAsync)
{
    /// <summary>Its budgets. Null, the default: those of the study.</summary>
    public IReadOnlyList<BudgetChoice>? Budgets { get; init; }

    /// <summary>Its scaling policies. Null, the default: those of the study.</summary>
    public IReadOnlyList<ScalingChoice>? Scaling { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
