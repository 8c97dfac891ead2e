namespace EdgeReasoning.LlamaCpp.Nvml;

/// <summary>The calls of NVIDIA's management library that meters need. A call that fails, or that the device does not support, gives null.</summary>
internal interface INvml
{
    /// <summary>Devices that there are.</summary>
    int DeviceCount { get; }

    /// <summary>The device's name.</summary>
    /// <param name="device">From 0.</param>
    string? NameOf(int device);

    /// <summary>Energy since the driver was loaded, in millijoules.</summary>
    /// <param name="device">From 0.</param>
    ulong? MillijoulesOf(int device);

    /// <summary>Power, in milliwatts.</summary>
    /// <param name="device">From 0.</param>
    uint? MilliwattsOf(int device);
}
