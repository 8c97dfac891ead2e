using EdgeReasoning.Budgets;

namespace EdgeReasoning.Scaling;

/// <summary>What is different for some traces of a request.</summary>
public sealed record SampleOptions
{
    /// <summary>A budget that holds beside the request's own.</summary>
    public TokenBudget Budget { get; init; } = TokenBudget.Unlimited;

    /// <summary>The k for which the confidence of each token is kept (<see cref="Traces.Trace.Confidences"/>); 0, the default, for what the request asks for.</summary>
    public int ConfidenceTopK { get; init; }
}
