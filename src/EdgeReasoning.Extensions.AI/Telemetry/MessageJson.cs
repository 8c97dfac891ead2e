using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Messages as the conventions have them in a span: roles with parts of text and of reasoning.</summary>
internal static class MessageJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Input(ReasoningPrompt prompt) => Write(writer =>
    {
        foreach (Prompts.ChatMessage message in prompt.Messages) WriteMessage(writer, message.Role, null, message.Content, null);
        if (prompt.RawText is { } raw) WriteMessage(writer, "user", null, raw, null);
    });

    public static string Output(ReasoningResult result, string finishReason) =>
        Write(writer => WriteMessage(writer, "assistant", result.Thinking, result.Answer, finishReason));

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

    private static void WriteMessage(Utf8JsonWriter writer, string role, string? thinking, string text, string? finishReason)
    {
        writer.WriteStartObject();
        writer.WriteString("role", role);
        writer.WriteStartArray("parts");
        if (!string.IsNullOrEmpty(thinking)) WritePart(writer, "reasoning", thinking);
        WritePart(writer, "text", text);
        writer.WriteEndArray();
        if (finishReason is not null) writer.WriteString("finish_reason", finishReason);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, string type, string content)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }
}
