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
        return [.. messages.Select(Read)];
    }

    private static ChatMessage Read(MessageBody? message, int index)
    {
        string at = FormattableString.Invariant($"messages[{index}]");
        if (message is null) throw ApiException.Invalid($"{at} is null; a message has a role and content.", at);
        string role = message.Role switch
        {
            "system" or "developer" => "system",
            "user" or "assistant" => message.Role,
            "tool" or "function" => throw ApiException.Invalid($"{at} is of the role {message.Role}, and tools are not supported.", $"{at}.role", "unsupported_parameter"),
            null => throw ApiException.Invalid($"{at} has no role; it is system, user or assistant.", $"{at}.role"),
            var other => throw ApiException.Invalid($"{at} has the role '{other}'; there is system, developer, user and assistant.", $"{at}.role"),
        };
        if (message.ToolCalls is { ValueKind: not JsonValueKind.Null }) throw ApiException.Invalid($"{at} calls tools, which are not supported.", $"{at}.tool_calls", "unsupported_parameter");
        return new ChatMessage(role, Text(message.Content, $"{at}.content"), message.ReasoningContent ?? message.Reasoning);
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
