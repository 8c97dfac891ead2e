using System.Text.Json;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Answers.ToolCalls;

/// <summary>Reads the JSON of one call, and writes calls so that votes can compare them.</summary>
internal static class ToolCallText
{
    /// <summary>The call that a JSON object is; null for one that is none. Arguments go by both names, may be missing where there are none, and may be JSON within a string.</summary>
    /// <param name="json">The object.</param>
    /// <param name="needsArguments">Whether an object without arguments is none.</param>
    public static ToolCall? Read(string json, bool needsArguments)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement call = document.RootElement;
            if (call.ValueKind != JsonValueKind.Object || !call.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(name.GetString())) return null;
            if (!call.TryGetProperty("arguments", out JsonElement arguments) && !call.TryGetProperty("parameters", out arguments)) return needsArguments ? null : Make(name, "{}");
            return Make(name, arguments.ValueKind == JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText());
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            // Halves of surrogate pairs, escaped or not, are no text.
            return null;
        }
    }

    /// <summary>What calls come to, for votes: names and arguments, whatever the order of members, the white space and the way that numbers are written.</summary>
    /// <param name="calls">At least one.</param>
    /// <param name="at">Where they stood in the answer.</param>
    public static ExtractedAnswer Extract(IReadOnlyList<ToolCall> calls, int at)
    {
        string json = PlainJson.Write(calls, static (writer, calls) =>
        {
            writer.WriteStartArray();
            foreach (ToolCall call in calls)
            {
                writer.WriteStartObject();
                writer.WriteString("name", call.Name);
                writer.WritePropertyName("arguments");
                call.Arguments.WriteTo(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
        return new ExtractedAnswer { Value = json, Normalized = JsonForm.Of(json) ?? json, Confidence = ExtractionConfidence.High, Span = new AnswerSpan(at, 0), Rule = "tool-calls" };
    }

    private static ToolCall? Make(JsonElement name, string arguments)
    {
        // What has no form has halves of surrogate pairs, or is no JSON.
        if (JsonForm.Of(arguments) is null) return null;
        JsonElement json = JsonElement.Parse(arguments);
        return json.ValueKind == JsonValueKind.Object ? new ToolCall(name.GetString()!, json) : null;
    }
}
