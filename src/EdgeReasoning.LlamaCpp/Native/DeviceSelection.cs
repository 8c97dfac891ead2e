namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>What the options mean with the devices there are.</summary>
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

    /// <summary>Whether every layer is on a GPU.</summary>
    public static bool IsOnGpu(LlamaCppOptions options, int? layers) => options.Backend != LlamaBackend.Cpu && !(options.GpuLayers < layers);

    /// <summary>Bytes free where a model's layers and their KV memory go: on the GPUs where all are there, otherwise in the machine.
    /// Null where a device does not tell.</summary>
    public static long? FreeBytes(IReadOnlyList<NativeDevice> devices, LlamaCppOptions options, int? layers)
    {
        if (!IsOnGpu(options, layers)) return FreeMemory.OfMachine();
        return options.SplitMode == LlamaSplitMode.None ? devices[options.MainDevice].FreeBytes() : devices.Sum(device => device.FreeBytes());
    }
}
