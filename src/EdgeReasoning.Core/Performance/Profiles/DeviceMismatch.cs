namespace EdgeReasoning.Performance;

/// <summary>What to do with a profile of another device.</summary>
public enum DeviceMismatch
{
    /// <summary>Throw a <see cref="DeviceMismatchException"/> that says what differs.</summary>
    Refuse,

    /// <summary>Use it as asked; its numbers are then <see cref="Provenance.Imported"/>.</summary>
    Allow,
}
