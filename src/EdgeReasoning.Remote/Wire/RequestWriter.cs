using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Remote.Wire;

/// <summary>Writes the body of a chat completion request.</summary>
internal static class RequestWriter
{
    /// <summary>A streamed reply to a conversation, with its usage.</summary>
    public static JsonObject Begin(string model, IReadOnlyList<ChatMessage> messages, SamplingOptions sampling, IReadOnlyDictionary<string, object?> variables, ulong seed)
    {
        var request = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray([.. messages.Select(Message)]),
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
            ["temperature"] = sampling.Temperature,
            ["top_p"] = sampling.TopP,
            // Some servers keep 32 bits, some of them signed.
            ["seed"] = (long)(seed & int.MaxValue),
        };
        if (sampling.TopK != 0) request["top_k"] = sampling.TopK;
        if (sampling.MinP != 0) request["min_p"] = sampling.MinP;
        if (sampling.RepetitionPenalty != 1) request["repetition_penalty"] = sampling.RepetitionPenalty;
        if (sampling.LogitBias is { Count: > 0 } biases)
            request["logit_bias"] = new JsonObject(biases.Select(pair => KeyValuePair.Create(pair.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)JsonValue.Create(pair.Value))));
        if (variables.Count > 0) request["chat_template_kwargs"] = Node(variables);
        return request;
    }

    public static JsonObject Message(ChatMessage message)
    {
        var written = new JsonObject { ["role"] = message.Role, ["content"] = message.Content };
        if (message.ReasoningContent is { } thinking) written["reasoning_content"] = thinking;
        return written;
    }

    public static BinaryData ToBytes(JsonObject request)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes)) request.WriteTo(writer);
        return new BinaryData(bytes.WrittenMemory);
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        float number => JsonValue.Create(number),
        IReadOnlyDictionary<string, object?> map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        _ => throw new ArgumentException($"A variable of the template is a {value.GetType().Name}; it can be null, text, a boolean, a number, a list or a dictionary.", nameof(value)),
    };
}
