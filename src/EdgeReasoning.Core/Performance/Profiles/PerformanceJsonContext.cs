using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeReasoning.Performance;

/// <summary>Serialisation of profiles without reflection, for trimmed and ahead-of-time compiled apps.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeviceProfile))]
[JsonSerializable(typeof(ProfileMeasurements))]
internal sealed partial class PerformanceJsonContext : JsonSerializerContext;
