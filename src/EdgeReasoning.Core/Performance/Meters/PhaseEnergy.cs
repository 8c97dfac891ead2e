namespace EdgeReasoning.Performance;

/// <summary>What one phase drew on one rail.</summary>
/// <param name="Rail">The rail.</param>
/// <param name="Seconds">Length of the phase.</param>
/// <param name="Joules">Energy, idle included; null unless resolved.</param>
/// <param name="IdleJoules">What the idle device would have drawn in that time; null where idle is unknown.</param>
/// <param name="Samples">Readings within the phase that say something.</param>
/// <param name="Resolution">Whether the meter could tell.</param>
public readonly record struct PhaseEnergy(string Rail, double Seconds, double? Joules, double? IdleJoules, int Samples, PhaseResolution Resolution)
{
    /// <summary>Mean watts; null unless resolved.</summary>
    public double? AverageWatts => Seconds > 0 ? Joules / Seconds : null;

    /// <summary>What the phase adds to idling; null where a part is unknown.</summary>
    public double? NetJoules => Joules - IdleJoules;
}
