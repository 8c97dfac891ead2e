using System.Text.Json.Serialization;

namespace EdgeReasoning.Server.Wire;

/// <summary>OpenAI's shape of an error.</summary>
internal sealed record ErrorBody(ErrorDetailBody Error);

/// <summary>What is wrong.</summary>
internal sealed record ErrorDetailBody(
    string Message, string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Param,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Code);
