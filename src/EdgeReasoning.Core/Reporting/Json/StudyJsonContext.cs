using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeReasoning.Reporting;

/// <summary>Serialisation of studies without reflection, for trimmed and ahead-of-time compiled apps.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = false,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    // A forbidden token has the bias of negative infinity.
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StudyDocument))]
internal sealed partial class StudyJsonContext : JsonSerializerContext;
