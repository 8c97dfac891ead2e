using System.Text.Json;

namespace EdgeReasoning.Prompts;

/// <summary>A call that a model has asked for. Immutable.</summary>
public sealed record ToolCall
{
    /// <summary>Makes a call.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="arguments">Its arguments by name, a JSON object.</param>
    /// <param name="id">What the result refers to; null where nothing does.</param>
    /// <exception cref="ArgumentException">The name is empty, or the arguments are no object.</exception>
    public ToolCall(string name, JsonElement arguments, string? id = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (arguments.ValueKind != JsonValueKind.Object) throw new ArgumentException($"The arguments of a call of '{name}' are no JSON object. Give one, {{}} for none.", nameof(arguments));
        Name = name;
        Arguments = arguments.Clone();
        Id = id;
    }

    /// <summary>The function's name, as the model wrote it: it may be one that there is not.</summary>
    public string Name { get; }

    /// <summary>The arguments by name.</summary>
    public JsonElement Arguments { get; }

    /// <summary>What the result refers to; null for a call that comes from a model, whose reader gives it one.</summary>
    public string? Id { get; init; }

    /// <summary>As templates know it: OpenAI's form, with the arguments as a map.</summary>
    internal IReadOnlyDictionary<string, object?> ToVariable()
    {
        var call = new Dictionary<string, object?>();
        if (Id is not null) call["id"] = Id;
        call["type"] = "function";
        call["function"] = new Dictionary<string, object?> { ["name"] = Name, ["arguments"] = Arguments };
        return call;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({Arguments.GetRawText()})";
}
