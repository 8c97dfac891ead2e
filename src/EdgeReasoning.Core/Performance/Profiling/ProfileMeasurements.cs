using System.Text.Json;
using EdgeReasoning.Inference;

namespace EdgeReasoning.Performance;

/// <summary>Everything that a profiling measured: raw points, outliers included. A profile can be fitted from it again, and a profiling resumed.</summary>
public sealed record ProfileMeasurements
{
    /// <summary>Version of the JSON that this library writes, and the only one it reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of the JSON.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The model.</summary>
    public required ProfiledModel Model { get; init; }

    /// <summary>What decoded it, in the first of the grid's layouts.</summary>
    public required BackendIdentity Backend { get; init; }

    /// <summary>The device's state before.</summary>
    public required DeviceState Device { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>What was to be measured.</summary>
    public required ProfileGrid Grid { get; init; }

    /// <summary>Seed of the order.</summary>
    public required int Seed { get; init; }

    /// <summary>Seconds of measuring, resumed ones included.</summary>
    public required double SpentSeconds { get; init; }

    /// <summary>Bytes of KV memory that a token takes; null where unknown.</summary>
    public double? KvBytesPerToken { get; init; }

    /// <summary>The prefills, by time.</summary>
    public IReadOnlyList<PrefillSample> Prefills { get; init; } = [];

    /// <summary>The replies, by time.</summary>
    public IReadOnlyList<DecodeSample> Decodes { get; init; } = [];

    /// <summary>The reference, by time.</summary>
    public IReadOnlyList<ReferenceSample> References { get; init; } = [];

    /// <summary>The meter's rail; null without one.</summary>
    public string? PowerRail { get; init; }

    /// <summary>Time between two readings of the meter, in seconds; null without one.</summary>
    public double? PowerPeriodSeconds { get; init; }

    /// <summary>Watts of the idle device; null where unknown.</summary>
    public double? IdleWatts { get; init; }

    /// <summary>Times that the device throttled meanwhile; null where unknown.</summary>
    public long? ThrottleEvents { get; init; }

    /// <summary>Pace at the end over pace at the begin by the reference: 1.1 is a device that became a tenth slower. Null where there are fewer than 4 references.</summary>
    public double? DriftRatio() => Drift.Ratio(References);

    /// <summary>The measurements as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PerformanceJsonContext.Default.ProfileMeasurements);

    /// <summary>Reads measurements.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="InvalidDataException">They are none, or of a schema version that this library does not read.</exception>
    public static ProfileMeasurements FromJson(string json)
        => VersionedJson.Read(json, PerformanceJsonContext.Default.ProfileMeasurements, "file of profile measurements", CurrentSchemaVersion);
}
