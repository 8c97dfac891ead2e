namespace EdgeReasoning.Planning;

/// <summary>What an answer may cost, and how good it has to be. What is null is not limited.</summary>
public sealed record Constraints
{
    /// <summary>Time from the request to its answer, above zero.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Share of the requests that must keep <see cref="Latency"/>, in percent, from 50 to 100. Default 95.</summary>
    public double LatencyPercent { get; init; } = 95;

    /// <summary>Mean energy of a request, in joules, above 0.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>Bytes that weights and KV memory may take together, above 0.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Mean cost of a request, in the currency of the cost model, above 0.</summary>
    public double? Cost { get; init; }

    /// <summary>Accuracy that is to be reached, from 0 to 1.</summary>
    public double? MinimumAccuracy { get; init; }
}
