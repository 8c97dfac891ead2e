using EdgeReasoning.Inference;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Reasoning;

/// <summary>Profiles the model that an engine runs.</summary>
public static class ReasoningEngineProfiling
{
    /// <summary>Measures the engine's model on contexts beside the engine's own. The engine must be idle meanwhile.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="options">What to measure, and for how long; null takes the defaults.</param>
    /// <param name="progress">Is told before every prompt.</param>
    /// <param name="cancellationToken">Stops after the decode call under way.</param>
    /// <returns>The profile with its measurements; see <see cref="DeviceProfiler.ProfileAsync"/> for what can go wrong.</returns>
    /// <exception cref="NotSupportedException">The engine has no model on this machine.</exception>
    public static Task<ProfileRun> ProfileAsync(
        this IReasoningEngine engine, ProfilerOptions? options = null, IProgress<ProfileProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return engine.GetService(typeof(IInferenceModel)) is IInferenceModel model
            ? DeviceProfiler.ProfileAsync(model, options, progress, cancellationToken)
            : throw new NotSupportedException("This engine gives no model to measure: it runs elsewhere. Profile where it runs.");
    }
}
