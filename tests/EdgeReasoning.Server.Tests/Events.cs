using System.Net.ServerSentEvents;
using System.Text.Json;

namespace EdgeReasoning.Server.Tests;

/// <summary>Reads a streamed reply as it stands on the wire.</summary>
internal static class Events
{
    /// <summary>The chunks, without the last event, which has to be <c>[DONE]</c> unless the reply ends with an error.</summary>
    public static async Task<List<JsonElement>> ReadAsync(HttpResponseMessage response)
    {
        var chunks = new List<JsonElement>();
        await foreach (SseItem<string> item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            if (item.Data == "[DONE]") return chunks;
            using JsonDocument chunk = JsonDocument.Parse(item.Data);
            chunks.Add(chunk.RootElement.Clone());
        }

        if (chunks.Count == 0 || !chunks[^1].TryGetProperty("error", out _)) throw new InvalidDataException("The stream ends without [DONE].");
        return chunks;
    }

    /// <summary>All that one choice says in a field of its deltas.</summary>
    public static string Text(this IEnumerable<JsonElement> chunks, string field, int index = 0) => string.Concat(
        from chunk in chunks
        from choice in chunk.GetProperty("choices").EnumerateArray()
        where choice.GetProperty("index").GetInt32() == index && choice.GetProperty("delta").TryGetProperty(field, out _)
        select choice.GetProperty("delta").GetProperty(field).GetString());
}
