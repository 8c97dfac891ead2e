namespace EdgeReasoning.Performance;

/// <summary>Whether a meter could say what a phase drew.</summary>
public enum PhaseResolution
{
    /// <summary>The energy is measured.</summary>
    Resolved,

    /// <summary>The phase is shorter than two periods of the meter; no energy is given, for it would be that of the neighbours.</summary>
    TooShort,

    /// <summary>Readings are missing around or within the phase, or the counter was reset.</summary>
    Missing,
}
