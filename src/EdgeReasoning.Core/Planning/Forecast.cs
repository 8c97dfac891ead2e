using EdgeReasoning.Performance;

namespace EdgeReasoning.Planning;

/// <summary>What a configuration is predicted to take.</summary>
/// <param name="Seconds">Seconds at the percentile asked for.</param>
/// <param name="MeanSeconds">Mean seconds.</param>
/// <param name="Joules">Mean joules; null where unknown.</param>
internal readonly record struct Forecast(Prediction Seconds, double MeanSeconds, double? Joules);
