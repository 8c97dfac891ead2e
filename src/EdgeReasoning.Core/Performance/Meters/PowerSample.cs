namespace EdgeReasoning.Performance;

/// <summary>One reading of a meter. Absent is null, never 0.</summary>
/// <param name="At">When, on the monotonic clock of the meter's <see cref="TimeProvider"/> (time since its timestamp 0).</param>
/// <param name="Watts">Power, of a <see cref="PowerMeterKind.Power"/> meter that could be read.</param>
/// <param name="Joules">Energy since the meter's start, of a <see cref="PowerMeterKind.EnergyCounter"/> meter that could be read; wraps are undone.</param>
public readonly record struct PowerSample(TimeSpan At, double? Watts, double? Joules)
{
    /// <summary>Whether the reading says anything.</summary>
    public bool HasValue => Watts is not null || Joules is not null;
}
