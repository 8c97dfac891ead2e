using System.Text.Json;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Core.Tests.Prompts;

/// <summary>The golden outputs that golden/generate.mjs made with @huggingface/jinja 0.5.11 and golden/compare.py checked with jinja2 3.1.6.</summary>
internal static class GoldenData
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Prompts", "Data");

    public static IReadOnlyList<JsonElement> Rows(string file) => [.. Json(file).EnumerateArray()];

    public static JsonElement Json(string file) => JsonDocument.Parse(Text(file)).RootElement;

    public static string Text(string file) => File.ReadAllText(Path.Combine(s_folder, file));

    public static string Template(string family) => Text(Path.Combine("templates", family + ".jinja"));

    public static IEnumerable<string> Families =>
        Directory.EnumerateFiles(Path.Combine(s_folder, "templates"), "*.jinja").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    /// <summary>What the row is to render; null where it is to be refused. Where the two references differ, jinja2 decides: models were trained with it.</summary>
    public static string? Expected(JsonElement row)
    {
        JsonElement reference = row.TryGetProperty("jinja2", out JsonElement jinja2) ? jinja2 : row;
        return reference.TryGetProperty("text", out JsonElement text) ? text.GetString() : null;
    }

    public static IReadOnlyDictionary<string, object?> Variables(JsonElement json) =>
        json.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value);

    public static IReadOnlyList<ChatMessage> Messages(JsonElement row) => [.. row.GetProperty("messages").EnumerateArray().Select(message => new ChatMessage(
        message.GetProperty("role").GetString()!,
        message.GetProperty("content").GetString()!,
        message.TryGetProperty("reasoning_content", out JsonElement thinking) ? thinking.GetString() : null)
    {
        ToolCalls = message.TryGetProperty("tool_calls", out JsonElement calls) ? [.. calls.EnumerateArray().Select(Call)] : [],
        ToolCallId = message.TryGetProperty("tool_call_id", out JsonElement id) ? id.GetString() : null,
        Name = message.TryGetProperty("name", out JsonElement name) ? name.GetString() : null,
    })];

    public static ChatTemplateOptions Options(JsonElement row) => new()
    {
        AddGenerationPrompt = row.GetProperty("add_generation_prompt").GetBoolean(),
        EnableThinking = row.TryGetProperty("enable_thinking", out JsonElement thinking) ? thinking.GetBoolean() : null,
        BeginOfSequence = "<bos>",
        EndOfSequence = "<eos>",
        Variables = Variables(row.GetProperty("variables")).Where(variable => variable.Key != "tools").ToDictionary(),
        Tools = row.GetProperty("variables").TryGetProperty("tools", out JsonElement tools) ? [.. tools.EnumerateArray().Select(Tool)] : [],
        TimeProvider = new StandingClock(),
    };

    private static ToolCall Call(JsonElement call)
    {
        JsonElement function = call.GetProperty("function");
        return new(function.GetProperty("name").GetString()!, function.GetProperty("arguments"), call.GetProperty("id").GetString());
    }

    private static ToolDefinition Tool(JsonElement tool)
    {
        JsonElement function = tool.GetProperty("function");
        return new(function.GetProperty("name").GetString()!, function.TryGetProperty("description", out JsonElement text) ? text.GetString() : null, function.GetProperty("parameters"));
    }
}
