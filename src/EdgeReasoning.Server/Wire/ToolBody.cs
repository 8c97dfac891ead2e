using System.Text.Json;

namespace EdgeReasoning.Server.Wire;

/// <summary>A tool of a request.</summary>
internal sealed record ToolBody(string? Type, FunctionBody? Function);

/// <summary>A function that may be called. Its schema is kept to the letter where a call is required, whatever strict says.</summary>
internal sealed record FunctionBody(string? Name, string? Description, JsonElement? Parameters, bool? Strict);
