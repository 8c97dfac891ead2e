namespace EdgeReasoning.Performance;

/// <summary>The state of a device while it was measured. What could not be read is null or empty.</summary>
public sealed record DeviceState
{
    /// <summary>The device's model name, <c>NVIDIA Jetson AGX Orin Developer Kit</c> say.</summary>
    public string? ModelName { get; init; }

    /// <summary>The processor's model name.</summary>
    public string? Processor { get; init; }

    /// <summary>Power mode: on a Jetson nvpmodel's number and name, <c>0 MAXN</c> say; elsewhere the platform profile.</summary>
    public string? PowerMode { get; init; }

    /// <summary>Operating system and its version.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Kernel release.</summary>
    public string? Kernel { get; init; }

    /// <summary>Release of the graphics driver or of the board's software (L4T).</summary>
    public string? Driver { get; init; }

    /// <summary>Frequency governors in use, each once.</summary>
    public IReadOnlyList<string> Governors { get; init; } = [];

    /// <summary>Clock limits in megahertz by unit: the fastest processor core (<c>cpu</c>) and the devices with a governor of their own.</summary>
    public IReadOnlyDictionary<string, double> MaxMegahertz { get; init; } = new Dictionary<string, double>();

    /// <summary>Clocks of the moment in megahertz, by the same units.</summary>
    public IReadOnlyDictionary<string, double> Megahertz { get; init; } = new Dictionary<string, double>();

    /// <summary>Temperatures in degrees Celsius by zone.</summary>
    public IReadOnlyDictionary<string, double> Temperatures { get; init; } = new Dictionary<string, double>();

    /// <summary>Times that the device has throttled since it started, for heat or for current. Compare two states; a rise says that a measurement was throttled.</summary>
    public long? ThrottleEvents { get; init; }
}
