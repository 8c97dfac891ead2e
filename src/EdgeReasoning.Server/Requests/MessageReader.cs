using System.Text;
using System.Text.Json;
using EdgeReasoning.Prompts;
using EdgeReasoning.Server.Wire;

namespace EdgeReasoning.Server.Requests;

/// <summary>Reads a conversation.</summary>
internal static class MessageReader
{
    /// <exception cref="ApiException">There is none, or a message is not one of text.</exception>
    public static IReadOnlyList<ChatMessage> Read(IReadOnlyList<MessageBody?>? messages)
    {
        if (messages is null or []) throw ApiException.Invalid("The field messages is missing or empty; a conversation has at least one message.", "messages");
        var called = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. messages.Select((message, index) => Read(message, index, called))];
    }

    private static ChatMessage Read(MessageBody? message, int index, Dictionary<string, string> called)
    {
        string at = FormattableString.Invariant($"messages[{index}]");
        if (message is null) throw ApiException.Invalid($"{at} is null; a message has a role and content.", at);
        string role = message.Role switch
        {
            "system" or "developer" => "system",
            "user" or "assistant" or "tool" => message.Role,
            "function" => throw ApiException.Invalid($"{at} is of the role function, which OpenAI has replaced by tool.", $"{at}.role", "unsupported_parameter"),
            null => throw ApiException.Invalid($"{at} has no role; it is system, user, assistant or tool.", $"{at}.role"),
            var other => throw ApiException.Invalid($"{at} has the role '{other}'; there is system, developer, user, assistant and tool.", $"{at}.role"),
        };
        if (role == "tool" && string.IsNullOrEmpty(message.ToolCallId)) throw ApiException.Invalid($"{at} is the result of a tool, and does not say of which call.", $"{at}.tool_call_id");
        if (role != "assistant" && message.ToolCalls is { Count: > 0 }) throw ApiException.Invalid($"{at} calls tools, which only an assistant does.", $"{at}.tool_calls");
        IReadOnlyList<ToolCall> calls = ToolReader.Calls(message.ToolCalls, $"{at}.tool_calls");
        foreach (ToolCall call in calls) called[call.Id ?? ""] = call.Name;
        // An assistant that calls need not say anything.
        bool isSilent = calls.Count > 0 && message.Content is null or { ValueKind: JsonValueKind.Null };
        return new ChatMessage(role, isSilent ? "" : Text(message.Content, $"{at}.content"), message.ReasoningContent ?? message.Reasoning)
        {
            ToolCalls = calls,
            ToolCallId = role == "tool" ? message.ToolCallId : null,
            Name = role == "tool" ? called.GetValueOrDefault(message.ToolCallId!) : null,
        };
    }

    private static string Text(JsonElement? content, string at)
    {
        switch (content?.ValueKind)
        {
            case JsonValueKind.String:
                return FieldReader.Text(content.Value, at);
            case JsonValueKind.Array:
                var text = new StringBuilder();
                foreach (JsonElement part in content.Value.EnumerateArray()) text.Append(Part(part, at));
                return text.ToString();
            default:
                throw ApiException.Invalid($"{at} is missing or of a wrong type; it is a text, or a list of parts of the type text.", at);
        }
    }

    private static string Part(JsonElement part, string at) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("text")
        && part.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? FieldReader.Text(text, at)
            : throw ApiException.Invalid($"{at} has a part that is not text; the models here read nothing else.", at, "unsupported_parameter");
}
