namespace EdgeReasoning.Performance;

/// <summary>What a meter reads.</summary>
public enum PowerMeterKind
{
    /// <summary>Power of the moment, or of its last period.</summary>
    Power,

    /// <summary>A counter of energy since some start.</summary>
    EnergyCounter,
}
