using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Planning;

/// <summary>A model that a <see cref="PlannedEngine"/> may load.</summary>
/// <param name="Name">The name that its configurations have (<see cref="Evaluation.Configuration.Model"/>).</param>
/// <param name="MemoryBytes">Bytes that it takes while it is loaded, weights, KV memory and buffers together; above 0.</param>
/// <param name="LoadAsync">Makes its engine, which the planned engine then owns. Called again after each unloading. The token is cancelled when the planned engine
/// is disposed, not when a request is: others may want the model too.</param>
public sealed record PlannedModel(string Name, long MemoryBytes, Func<CancellationToken, Task<IReasoningEngine>> LoadAsync)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
