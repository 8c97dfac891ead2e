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

    /// <summary>Mean cost of a request, in the currency of the cost model (<see cref="PlannerOptions.Prices"/>), above 0.</summary>
    public double? Cost { get; init; }

    /// <summary>Accuracy that is to be reached, from 0 to 1.</summary>
    public double? MinimumAccuracy { get; init; }

    internal void Validate()
    {
        if (Latency <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(Latency), Latency, "A latency is above zero; leave it null for no limit.");
        if (LatencyPercent is not (>= 50 and <= 100)) throw new ArgumentOutOfRangeException(nameof(LatencyPercent), LatencyPercent, "The share of requests that keep the latency is from 50 to 100 percent; give 95 for 95 %, not 0.95.");
        if (EnergyJoules is { } joules && !(joules > 0)) throw new ArgumentOutOfRangeException(nameof(EnergyJoules), joules, "An energy is above 0 joules; leave it null for no limit.");
        if (MemoryBytes <= 0) throw new ArgumentOutOfRangeException(nameof(MemoryBytes), MemoryBytes, "Memory is above 0 bytes; leave it null for no limit.");
        if (Cost is { } cost && !(cost > 0)) throw new ArgumentOutOfRangeException(nameof(Cost), cost, "A cost is above 0; leave it null for no limit.");
        if (MinimumAccuracy is { } accuracy && accuracy is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(MinimumAccuracy), accuracy, "An accuracy is from 0 to 1; give 0.8 for 80 %.");
    }
}
