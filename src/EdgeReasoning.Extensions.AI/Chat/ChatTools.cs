using System.Text.Json;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using Microsoft.Extensions.AI;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Translates tools, calls and results between the two worlds.</summary>
internal static class ChatTools
{
    /// <summary>What of a request's tools is offered to the model.</summary>
    /// <param name="options">The request's options.</param>
    /// <param name="start">What holds where they say nothing.</param>
    /// <exception cref="NotSupportedException">A tool is not a function.</exception>
    public static ToolOptions? Of(ChatOptions options, ToolOptions? start)
    {
        if (options.ToolMode is NoneChatToolMode) return null;
        if (options.Tools is not { Count: > 0 } tools) return start;
        return new ToolOptions { Tools = [.. tools.Select(Definition)], Choice = Choice(options.ToolMode), AllowsSeveral = options.AllowMultipleToolCalls ?? true };
    }

    /// <summary>A call as Microsoft.Extensions.AI has it.</summary>
    public static FunctionCallContent Content(ToolCall call, string id)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        // Of two with one name the last counts, as everywhere in JSON.
        foreach (JsonProperty argument in call.Arguments.EnumerateObject()) arguments[argument.Name] = argument.Value.Clone();
        return new FunctionCallContent(id, call.Name, arguments);
    }

    /// <summary>A call of a history.</summary>
    public static ToolCall Call(FunctionCallContent content) =>
        new(content.Name, content.Arguments is { } arguments ? Json(arguments) : JsonElement.Parse("{}"), content.CallId);

    /// <summary>A result as the model reads it: text as such, everything else as JSON.</summary>
    public static string Text(FunctionResultContent content) => content.Result switch
    {
        null => content.Exception?.Message ?? "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        TextContent text => text.Text,
        IEnumerable<AIContent> contents when contents.All(part => part is TextContent) => string.Concat(contents.Cast<TextContent>().Select(part => part.Text)),
        var other => Json(other).GetRawText(),
    };

    private static ToolDefinition Definition(AITool tool) => tool switch
    {
        AIFunctionDeclaration function => new ToolDefinition(function.Name, function.Description, function.JsonSchema),
        null => throw new ArgumentException("A tool is null.", nameof(tool)),
        _ => throw new NotSupportedException($"The tool '{tool.Name}' is a {tool.GetType().Name}, which a service would have to run. Give functions ({nameof(AIFunction)}, {nameof(AIFunctionDeclaration)})."),
    };

    private static ToolChoice Choice(ChatToolMode? mode) => mode switch
    {
        null or AutoChatToolMode => ToolChoice.Auto,
        RequiredChatToolMode { RequiredFunctionName: { } name } => ToolChoice.Named(name),
        RequiredChatToolMode => ToolChoice.Required,
        _ => throw new NotSupportedException($"The tool mode {mode.GetType().Name} is not known. Take {nameof(ChatToolMode)}.{nameof(ChatToolMode.Auto)}, {nameof(ChatToolMode.None)}, {nameof(ChatToolMode.RequireAny)} or {nameof(ChatToolMode.RequireSpecific)}."),
    };

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value is IDictionary<string, object?> ? typeof(IDictionary<string, object?>) : value.GetType()));
}
