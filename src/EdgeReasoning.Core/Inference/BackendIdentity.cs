namespace EdgeReasoning.Inference;

/// <summary>What decoded: enough to tell whether two measurements may be compared. Unknown is null.</summary>
public sealed record BackendIdentity
{
    /// <summary>The library, <c>llama.cpp</c> say.</summary>
    public required string Library { get; init; }

    /// <summary>Its version as it reports it.</summary>
    public required string Version { get; init; }

    /// <summary>The kind of device: <c>CPU</c>, <c>CUDA</c>, <c>Vulkan</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>The device's name as the driver reports it.</summary>
    public required string Device { get; init; }

    /// <summary>Layers of the model on the device, where it is not the CPU.</summary>
    public int? OffloadedLayers { get; init; }

    /// <summary>Layers of the model.</summary>
    public int? TotalLayers { get; init; }

    /// <summary>Element type of the keys in KV memory, <c>f16</c> say.</summary>
    public string? KeyType { get; init; }

    /// <summary>Element type of the values in KV memory.</summary>
    public string? ValueType { get; init; }

    /// <summary>How sequences lie in KV memory.</summary>
    public KvLayout Layout { get; init; }

    /// <summary>Threads that decode one token.</summary>
    public int? Threads { get; init; }

    /// <summary>Threads that decode a prompt.</summary>
    public int? BatchThreads { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string offload = OffloadedLayers is { } layers ? $", {layers} of {TotalLayers} layers" : "";
        return $"{Library} {Version} on {Backend} ({Device}{offload}), {Threads} threads, KV {KeyType}/{ValueType} {Layout}";
    }
}
