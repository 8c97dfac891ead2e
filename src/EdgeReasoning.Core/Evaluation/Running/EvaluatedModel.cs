using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Evaluation;

/// <summary>A model to evaluate: its name in the study, and how it is loaded.</summary>
/// <param name="Name">The name that configurations call it by, quantisation included where there are several.</param>
/// <param name="LoadAsync">Loads it. Called when its turn comes and something is left to sample; the engine is disposed before the next model is loaded.</param>
public sealed record EvaluatedModel(string Name, Func<CancellationToken, ValueTask<IReasoningEngine>> LoadAsync)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
