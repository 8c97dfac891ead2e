using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Adds spans and metrics to engines.</summary>
public static class TelemetryExtensions
{
    /// <summary>The name of the activity source and of the meter, to be given to OpenTelemetry's AddSource and AddMeter.</summary>
    public const string SourceName = "EdgeReasoning";

    /// <summary>Wraps an engine so that its requests give spans and metrics by OpenTelemetry's semantic conventions for generative AI.</summary>
    /// <param name="engine">The engine; disposing the wrapper disposes it.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is empty.</exception>
    public static IReasoningEngine UseTelemetry(this IReasoningEngine engine, TelemetryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        options ??= new TelemetryOptions();
        options.Validate();
        return new TelemetryEngine(engine, options);
    }
}
