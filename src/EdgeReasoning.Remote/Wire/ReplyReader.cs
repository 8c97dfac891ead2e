using System.ClientModel;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EdgeReasoning.Remote.Endpoints;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Remote.Wire;

/// <summary>Reads a streamed reply, event by event. By hand, since OpenAI's types know nothing of thinking that is streamed.</summary>
internal static class ReplyReader
{
    /// <exception cref="TornReplyException">The reply ends without a reason, or with an error.</exception>
    /// <exception cref="JsonException">An event is not JSON.</exception>
    public static async IAsyncEnumerable<ReplyPiece> ReadAsync(ClientResult result, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using System.ClientModel.Primitives.PipelineResponse response = result.GetRawResponse();
        Stream stream = response.ContentStream ?? throw new TornReplyException("The server has answered with nothing.");
        var finished = false;
        await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Data == "[DONE]") yield break;
            if (item.Data.Length == 0) continue;
            ReplyPiece piece = Parse(item.Data);
            finished |= piece.FinishReason is not null;
            yield return piece;
        }

        // Some servers leave [DONE] out; a reply that has said why it ended is whole.
        if (!finished) throw new TornReplyException("The reply broke off.");
    }

    internal static ReplyPiece Parse(string data)
    {
        using JsonDocument document = JsonDocument.Parse(data);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException("An event of the reply is no JSON object.");
        if (root.TryGetProperty("error", out JsonElement error) && error.ValueKind != JsonValueKind.Null)
            throw new TornReplyException($"The server broke the reply off: {(error.ValueKind == JsonValueKind.Object ? Text(error, "message") : error.ToString())}");
        RemoteUsage? usage = root.TryGetProperty("usage", out JsonElement counts) && counts.ValueKind == JsonValueKind.Object ? Usage(counts) : null;
        if (!root.TryGetProperty("choices", out JsonElement choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0) return new ReplyPiece(null, null, null, usage);
        JsonElement choice = choices[0];
        if (choice.ValueKind != JsonValueKind.Object) throw new JsonException("A choice of the reply is no JSON object.");
        JsonElement delta = choice.TryGetProperty("delta", out JsonElement said) && said.ValueKind == JsonValueKind.Object ? said : default;
        JsonElement own = choice.TryGetProperty("edge_reasoning", out JsonElement more) ? more : default;
        return new ReplyPiece(
            Text(delta, "reasoning_content") ?? Text(delta, "reasoning"), Text(delta, "content"), Text(choice, "finish_reason"), usage,
            Reason(own, "stop_reason"), Reason(own, "thinking_stop"));
    }

    private static RemoteUsage? Usage(JsonElement counts)
    {
        if (Number(counts, "prompt_tokens") is not { } prompt || Number(counts, "completion_tokens") is not { } completion) return null;
        int? reasoning = counts.TryGetProperty("completion_tokens_details", out JsonElement details) ? Number(details, "reasoning_tokens") : null;
        return new RemoteUsage(prompt, completion, reasoning ?? Number(counts, "reasoning_tokens"));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static StopReason? Reason(JsonElement element, string name) =>
        Text(element, name) is { } text && Enum.TryParse(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out StopReason reason) ? reason : null;

    private static int? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;
}
