using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Healthy with a loaded engine, degraded before, and unhealthy where loading failed. Loads nothing, and asks the model nothing.</summary>
internal sealed class EngineHealthCheck(SharedEngine engine) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Task<IReasoningEngine>? loading = engine.Loading;
        return Task.FromResult(loading switch
        {
            null => HealthCheckResult.Degraded("The model is not loaded; the first request loads it."),
            { IsCompletedSuccessfully: true } => Loaded(),
            { IsCompleted: true } => new HealthCheckResult(context.Registration.FailureStatus, "The model could not be loaded; the next request tries again.", loading.Exception?.InnerException),
            _ => HealthCheckResult.Degraded("The model is being loaded."),
        });
    }

    private HealthCheckResult Loaded()
    {
        var data = new Dictionary<string, object>();
        if (engine.GetService(typeof(ModelInfo)) is ModelInfo model) data["model"] = model.Name;
        if (engine.GetService(typeof(BackendIdentity)) is BackendIdentity identity) data["backend"] = identity.ToString();
        return HealthCheckResult.Healthy("The model is loaded.", data);
    }
}
