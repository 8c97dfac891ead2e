using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Planning;

/// <summary>A request that has its plan and its model.</summary>
internal sealed class PlannedRequest(Plan plan, EngineLease lease, ReasoningOptions options) : IDisposable
{
    public Plan Plan => plan;

    public EngineLease Lease => lease;

    public ReasoningOptions Options => options;

    public void Dispose() => lease.Dispose();
}
