namespace EdgeReasoning.Performance;

/// <summary>One power rail of a tegrastats line.</summary>
/// <param name="Name">The rail, <c>VDD_GPU_SOC</c> say.</param>
/// <param name="Milliwatts">Power over the last interval.</param>
/// <param name="AverageMilliwatts">Power since tegrastats started.</param>
public readonly record struct TegrastatsRail(string Name, double Milliwatts, double AverageMilliwatts);
