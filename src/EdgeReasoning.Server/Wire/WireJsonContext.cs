using System.Text.Json.Serialization;

namespace EdgeReasoning.Server.Wire;

/// <summary>Everything that goes over the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatRequestBody))]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(ModelListBody))]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
