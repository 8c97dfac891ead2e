using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Planning;

/// <summary>A configuration with what it is predicted to do under the constraints of a plan.</summary>
public sealed record PlanCandidate
{
    /// <summary>The configuration, and what it did on the benchmark.</summary>
    public required ConfigurationResult Result { get; init; }

    /// <summary>Predicted share of right answers, from 0 to 1, with its 95 % Wilson interval.</summary>
    public required Prediction Accuracy { get; init; }

    /// <summary>
    /// Predicted seconds at <see cref="Constraints.LatencyPercent"/>, <see cref="WaitSeconds"/> included. The interval joins the sampling error of
    /// that percentile (95 %) with the fit's own; its upper end is null where there are too few questions to bound the percentile from above.
    /// </summary>
    public required Prediction Seconds { get; init; }

    /// <summary>Of <see cref="Seconds"/>, those until decoding can begin: the loading of a model that is not in memory. 0 in plans that are made without an engine.</summary>
    public double WaitSeconds { get; init; }

    /// <summary>Predicted mean joules; null where unknown.</summary>
    public double? Joules { get; init; }

    /// <summary>Predicted mean cost; null without a cost model.</summary>
    public double? Cost { get; init; }

    /// <summary>Bytes that it takes; null where unknown.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Which constraints it breaks, and by how much, in words; empty where it keeps them all.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Result.Configuration.Name}: {Accuracy.Value:P1} in {Seconds.Value:G3} s");
}
