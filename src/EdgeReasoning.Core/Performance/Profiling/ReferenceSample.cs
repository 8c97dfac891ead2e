namespace EdgeReasoning.Performance;

/// <summary>The same short decode, measured again and again: if it changes, the device did.</summary>
/// <param name="AtSeconds">When, in seconds of measuring.</param>
/// <param name="StepSeconds">Mean seconds of a step.</param>
public readonly record struct ReferenceSample(double AtSeconds, double StepSeconds);
