using EdgeReasoning.Inference;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Evaluation;

/// <summary>What decoded traces: a model, its file, the backend and the device. One line of a <see cref="TraceStore"/>.</summary>
public sealed record StoredModel
{
    /// <summary>The model's name in the study.</summary>
    public required string Name { get; init; }

    /// <summary>What the model says of itself; null for an engine that does not tell.</summary>
    public ProfiledModel? Info { get; init; }

    /// <summary>SHA-256 of the model's file in hexadecimal digits; null where there is no file at hand.</summary>
    public string? FileHash { get; init; }

    /// <summary>What decoded; null for an engine that does not tell.</summary>
    public BackendIdentity? Backend { get; init; }

    /// <summary>The device's state when the engine was loaded.</summary>
    public DeviceState Device { get; init; } = new();

    /// <summary>Version of this library.</summary>
    public required string Library { get; init; }

    /// <summary>When it was loaded.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>The device's name, for people and for telling devices apart.</summary>
    public string DeviceName => Device.ModelName ?? Backend?.Device ?? "unknown";

    /// <summary>Whether traces of both may be counted as those of one model.</summary>
    internal bool IsSameModelAs(StoredModel other)
        => Name == other.Name && (FileHash is null || other.FileHash is null || FileHash == other.FileHash) && (Info is null || other.Info is null || Info == other.Info);

    /// <summary>Whether times of both may be compared: the same model, decoded by the same on the same.</summary>
    internal bool IsSameSourceAs(StoredModel other)
        => IsSameModelAs(other) && Backend == other.Backend && Library == other.Library && Device.ModelName == other.Device.ModelName && Device.Processor == other.Device.Processor
            && Device.PowerMode == other.Device.PowerMode && Device.Kernel == other.Device.Kernel && Device.Driver == other.Device.Driver;
}
