using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeReasoning.Evaluation;

/// <summary>Serialisation of store lines without reflection. Log-probabilities may be NaN.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    Converters = [typeof(TokenListConverter)],
    RespectNullableAnnotations = true,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoreLine))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;
