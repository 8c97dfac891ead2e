namespace EdgeReasoning.Performance;

/// <summary>Which coefficients of the catalogue are used.</summary>
public enum ArtifactMode
{
    /// <summary>Fitted by this library on the artifact's sweeps: valid over their range, continuous, and not falling.</summary>
    Corrected,

    /// <summary>The artifact's own formulas and coefficients with their flaws, to reproduce its numbers.</summary>
    Compatible,
}
