namespace EdgeReasoning.Performance;

/// <summary>Where a number comes from. The three are never mixed unasked.</summary>
public enum Provenance
{
    /// <summary>Measured on the device that it is used for.</summary>
    Measured,

    /// <summary>Computed by a fitted model.</summary>
    Predicted,

    /// <summary>Taken over from another source or another device.</summary>
    Imported,
}
