using EdgeReasoning.Performance;

namespace EdgeReasoning.Evaluation;

/// <summary>What a configuration must be able to keep to be worth sampling, by the profiles of its models. What is null is not limited; models without a profile stay.</summary>
public sealed record GridLimits
{
    /// <summary>Profiles by the name of the model.</summary>
    public required IReadOnlyDictionary<string, DeviceProfile> Profiles { get; init; }

    /// <summary>Tokens of a short prompt of the benchmark, from 1.</summary>
    public required int PromptTokens { get; init; }

    /// <summary>Tokens of a short reply, from 1: what cannot keep the limits with that never will.</summary>
    public required int ReplyTokens { get; init; }

    /// <summary>Time from the request to its answer.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>Energy of a request, in joules.</summary>
    public double? EnergyJoules { get; init; }

    /// <summary>Bytes that weights and KV memory may take together.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Whether a configuration could keep the limits: with one of its samples, since a vote may end early, and samples wait when memory is short.</summary>
    internal bool Allow(Configuration configuration)
        => !Profiles.TryGetValue(configuration.Model, out DeviceProfile? profile)
            || !(profile.Latency().PredictSeconds(PromptTokens, ReplyTokens) > Latency?.TotalSeconds
                || profile.Energy().Predict(PromptTokens, ReplyTokens).TotalJoules > EnergyJoules
                || profile.Memory?.PredictBytes(PromptTokens, ReplyTokens) > MemoryBytes);

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Profiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(PromptTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReplyTokens, 1);
    }
}
