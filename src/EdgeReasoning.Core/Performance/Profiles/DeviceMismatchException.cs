namespace EdgeReasoning.Performance;

/// <summary>Numbers of one device were to be used for another.</summary>
public sealed class DeviceMismatchException : InvalidOperationException
{
    /// <summary>Says what differs.</summary>
    /// <param name="differences">What differs.</param>
    public DeviceMismatchException(IReadOnlyList<DeviceDifference> differences)
        : this($"The profile was not measured here. Different are {string.Join("; ", differences)}. "
            + $"Profile this device, or ask for it with {nameof(DeviceMismatch)}.{nameof(DeviceMismatch.Allow)}.")
        => Differences = differences;

    /// <summary>Says why.</summary>
    public DeviceMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what caused it.</summary>
    public DeviceMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says that numbers of two devices were to be mixed.</summary>
    public DeviceMismatchException()
        : base("Numbers of two devices were to be mixed.")
    {
    }

    /// <summary>What differs, where it was compared.</summary>
    public IReadOnlyList<DeviceDifference> Differences { get; } = [];
}
