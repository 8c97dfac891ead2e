namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Checks the options against the devices there are.</summary>
internal static class DeviceSelection
{
    /// <summary>Throws where they name a device that is not there.</summary>
    /// <exception cref="ArgumentException">They do; the message lists those that are.</exception>
    public static void Require(IReadOnlyList<NativeDevice> devices, LlamaCppOptions options)
    {
        if (options.Backend != LlamaBackend.Cpu && options.MainDevice >= devices.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MainDevice,
                $"MainDevice is {options.MainDevice}, but there are {devices.Count} {options.Backend} devices: {string.Join(", ", devices)}.");
        }

        if (options.TensorSplit is { } split && split.Count > devices.Count)
        {
            throw new ArgumentException(
                $"TensorSplit has {split.Count} parts, but there are {devices.Count} {options.Backend} devices: {string.Join(", ", devices)}.", nameof(options));
        }
    }
}
