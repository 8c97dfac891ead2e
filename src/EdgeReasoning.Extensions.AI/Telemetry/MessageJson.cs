using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Messages as the conventions have them in a span: roles with parts of text, of reasoning, of calls and their results.</summary>
internal static class MessageJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Input(ReasoningPrompt prompt) => Write(writer =>
    {
        foreach (ChatMessage message in prompt.Messages) WriteMessage(writer, message, null, null);
        if (prompt.RawText is { } raw) WriteMessage(writer, ChatMessage.User(raw), null, null);
    });

    public static string Output(ReasoningResult result, string finishReason) =>
        Write(writer => WriteMessage(writer, ChatMessage.Assistant(result.Answer) with { ToolCalls = result.Chosen.ToolCalls }, result.Thinking, finishReason));

    private static string Write(Action<Utf8JsonWriter> messages)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_options))
        {
            writer.WriteStartArray();
            messages(writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteMessage(Utf8JsonWriter writer, ChatMessage message, string? thinking, string? finishReason)
    {
        writer.WriteStartObject();
        writer.WriteString("role", message.Role);
        writer.WriteStartArray("parts");
        if (!string.IsNullOrEmpty(thinking)) WritePart(writer, "reasoning", "content", thinking);
        if (message.ToolCallId is { } id) WritePart(writer, "tool_call_response", "response", message.Content, id);
        else if (message.ToolCalls.Count == 0 || message.Content.Length > 0) WritePart(writer, "text", "content", message.Content);
        foreach (ToolCall call in message.ToolCalls) WriteCall(writer, call);
        writer.WriteEndArray();
        if (finishReason is not null) writer.WriteString("finish_reason", finishReason);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, string type, string name, string content, string? id = null)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        if (id is not null) writer.WriteString("id", id);
        writer.WriteString(name, content);
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, ToolCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "tool_call");
        if (call.Id is { } id) writer.WriteString("id", id);
        writer.WriteString("name", call.Name);
        writer.WritePropertyName("arguments");
        call.Arguments.WriteTo(writer);
        writer.WriteEndObject();
    }
}
