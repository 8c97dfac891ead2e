using System.Text.Json;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Server.Wire;

namespace EdgeReasoning.Server.Requests;

/// <summary>Reads <c>tools</c>, <c>tool_choice</c> and <c>parallel_tool_calls</c>, and the calls of a history.</summary>
internal static class ToolReader
{
    private const int Most = 128;

    /// <exception cref="ApiException">Something is wrong with it.</exception>
    public static ToolOptions? Read(ChatRequestBody body)
    {
        bool isOff = body.ToolChoice is null or { ValueKind: JsonValueKind.Null } || IsText(body.ToolChoice.Value, "none");
        if (body.Tools is null or []) return isOff || IsText(body.ToolChoice!.Value, "auto") ? null : throw ApiException.Invalid("The field tool_choice wants a call, and there are no tools.", "tool_choice");
        if (body.Tools.Count > Most) throw ApiException.Invalid(FormattableString.Invariant($"The field tools has {body.Tools.Count} tools; {Most} are taken."), "tools");
        ToolDefinition[] tools = [.. body.Tools.Select(Definition)];
        if (tools.GroupBy(tool => tool.Name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw ApiException.Invalid($"The field tools has two functions named '{twice.Key}'.", "tools");
        if (body.ToolChoice is { } none && IsText(none, "none")) return null;
        return new ToolOptions { Tools = tools, Choice = Choice(body.ToolChoice, tools), AllowsSeveral = body.ParallelToolCalls ?? true };
    }

    /// <summary>The calls that an assistant's message of a history asked for.</summary>
    /// <exception cref="ApiException">One of them is none.</exception>
    public static IReadOnlyList<ToolCall> Calls(IReadOnlyList<ToolCallBody?>? calls, string at) => calls is null ? [] : [.. calls.Select((call, index) => Call(call, FormattableString.Invariant($"{at}[{index}]")))];

    private static ToolCall Call(ToolCallBody? call, string at)
    {
        if (call?.Type is not (null or "function") || call?.Function is not { Name: { } name } function || string.IsNullOrWhiteSpace(name))
            throw ApiException.Invalid($"{at} is no call of a function; it has an id, the type function, and a function with name and arguments.", at);
        try
        {
            JsonElement arguments = JsonElement.Parse(string.IsNullOrWhiteSpace(function.Arguments) ? "{}" : function.Arguments);
            return new ToolCall(name, arguments, call.Id);
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            throw ApiException.Invalid($"{at} has arguments that are no JSON object.", $"{at}.function.arguments");
        }
    }

    private static ToolDefinition Definition(ToolBody? tool, int index)
    {
        string at = FormattableString.Invariant($"tools[{index}]");
        if (tool?.Type != "function") throw ApiException.Invalid($"{at} is not of the type function; there are no other tools here.", $"{at}.type", "unsupported_parameter");
        if (tool.Function is not { } function || string.IsNullOrWhiteSpace(function.Name)) throw ApiException.Invalid($"{at} has no function with a name.", $"{at}.function.name");
        try
        {
            return new ToolDefinition(function.Name, function.Description, function.Parameters is { ValueKind: not JsonValueKind.Null } schema ? schema : null);
        }
        catch (ArgumentException problem)
        {
            throw ApiException.Invalid(EngineErrors.MessageOf(problem), $"{at}.function.parameters");
        }
    }

    private static ToolChoice Choice(JsonElement? choice, ToolDefinition[] tools)
    {
        if (choice is null or { ValueKind: JsonValueKind.Null } || IsText(choice.Value, "auto")) return ToolChoice.Auto;
        if (IsText(choice.Value, "required")) return ToolChoice.Required;
        if (choice.Value.ValueKind != JsonValueKind.Object || !choice.Value.TryGetProperty("type", out JsonElement type) || !IsText(type, "function")
            || !choice.Value.TryGetProperty("function", out JsonElement function) || function.ValueKind != JsonValueKind.Object || !function.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String)
            throw ApiException.Invalid("The field tool_choice is none, auto, required, or a function by its name.", "tool_choice", "unsupported_parameter");
        string wanted = FieldReader.Text(name, "tool_choice");
        return tools.Any(tool => tool.Name == wanted) ? ToolChoice.Named(wanted)
            : throw ApiException.Invalid($"The field tool_choice names '{wanted}', and there is no such tool; there is {string.Join(", ", tools.Select(tool => tool.Name))}.", "tool_choice");
    }

    private static bool IsText(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
}
