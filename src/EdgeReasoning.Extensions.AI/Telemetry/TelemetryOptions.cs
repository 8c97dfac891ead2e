namespace EdgeReasoning.Extensions.AI;

/// <summary>What is told of requests.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Whether prompts, thinking and answers are recorded in spans. Default false: they may hold what is nobody else's business.</summary>
    public bool RecordsContent { get; init; }

    /// <summary>What <c>gen_ai.provider.name</c> says. Default <c>edgereasoning</c>.</summary>
    public string Provider { get; init; } = ReasoningChatClient.ProviderName;

    /// <summary>The clock for durations. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Provider);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
