using System.Text.Json;

namespace EdgeReasoning.Prompts;

/// <summary>A function that a model may ask to have called: what its chat template is told of it. Immutable.</summary>
public sealed record ToolDefinition
{
    private static readonly JsonElement s_none = JsonElement.Parse("""{"type":"object","properties":{}}""");

    /// <summary>Describes a function.</summary>
    /// <param name="name">Its name, by which it is called.</param>
    /// <param name="description">What it does, for the model; null or empty for nothing.</param>
    /// <param name="parameters">The JSON schema of its arguments, an object's; null for a function without any.</param>
    /// <exception cref="ArgumentException">The name is empty, or the schema is not one of an object.</exception>
    public ToolDefinition(string name, string? description = null, JsonElement? parameters = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (parameters is { } schema && (schema.ValueKind != JsonValueKind.Object || (schema.TryGetProperty("type", out JsonElement type) && !IsObject(type))))
            throw new ArgumentException($"The parameters of the tool '{name}' are no JSON schema of an object. Give one with \"type\": \"object\", or null for none.", nameof(parameters));
        Name = name;
        Description = string.IsNullOrEmpty(description) ? null : description;
        Parameters = parameters?.Clone() ?? s_none;
    }

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>What it does; null where nothing is said.</summary>
    public string? Description { get; }

    /// <summary>The JSON schema of its arguments.</summary>
    public JsonElement Parameters { get; }

    /// <summary>As templates know it: OpenAI's form, which transformers took over.</summary>
    internal IReadOnlyDictionary<string, object?> ToVariable()
    {
        var function = new Dictionary<string, object?> { ["name"] = Name };
        if (Description is not null) function["description"] = Description;
        function["parameters"] = Parameters;
        return new Dictionary<string, object?> { ["type"] = "function", ["function"] = function };
    }

    private static bool IsObject(JsonElement type) => type.ValueKind == JsonValueKind.String && type.ValueEquals("object");
}
