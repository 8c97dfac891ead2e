using EdgeReasoning.Extensions.AI;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds engines to an app's health checks.</summary>
public static class EdgeReasoningHealthChecksExtensions
{
    /// <summary>Adds a check of an engine: healthy when it is loaded, degraded before, unhealthy where loading failed. It loads nothing, and asks the model nothing.</summary>
    /// <param name="builder">The app's health checks.</param>
    /// <param name="key">The key of the engine; null for the one without.</param>
    /// <param name="name">The check's name; null for <c>edge-reasoning</c>, with the key where there is one.</param>
    /// <param name="failureStatus">What a load that failed is reported as; null for unhealthy.</param>
    /// <param name="tags">The check's tags; null for none.</param>
    public static IHealthChecksBuilder AddEdgeReasoning(
        this IHealthChecksBuilder builder, object? key = null, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (key is null ? "edge-reasoning" : $"edge-reasoning-{key}"),
            provider => new EngineHealthCheck(provider.GetRequiredKeyedService<SharedEngine>(key)),
            failureStatus,
            tags));
    }
}
