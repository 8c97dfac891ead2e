namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>The sizes of a model that its metadata give. Absent is null.</summary>
internal sealed class GgufHyperparameters
{
    private readonly GgufMetadata _metadata;

    public GgufHyperparameters(GgufMetadata metadata)
    {
        _metadata = metadata;
        Architecture = metadata.Text("general.architecture") ?? "";
        LayerCount = Integer("block_count");
        EmbeddingLength = Integer("embedding_length");
        ContextLength = Integer("context_length");
    }

    public string Architecture { get; }

    public long? LayerCount { get; }

    public long? EmbeddingLength { get; }

    public long? ContextLength { get; }

    /// <summary>An integer of the architecture's own.</summary>
    public long? Integer(string name) => _metadata.Integer(Key(name));

    /// <summary>The key of a value of the architecture's own.</summary>
    public string Key(string name) => $"{Architecture}.{name}";

    /// <summary>A number for each layer; one number stands for all. Null where it is missing, or an array of another length than the layers.</summary>
    public long[]? PerLayer(string name)
    {
        if (LayerCount is not (>= 0 and <= int.MaxValue) || !_metadata.TryGetValue(Key(name), out GgufValue? value)) return null;
        if (value.AsInteger() is { } same)
        {
            var all = new long[LayerCount.Value];
            Array.Fill(all, same);
            return all;
        }

        return value.AsIntegers() is { } each && each.Length == LayerCount ? each : null;
    }

    /// <summary>Elements of one head, the fewest of any layer; null where the metadata do not tell.</summary>
    /// <param name="of"><c>key</c> or <c>value</c>.</param>
    public long? HeadLength(string of)
    {
        if (Integer($"attention.{of}_length") is { } length) return length;
        long[] heads = [.. (PerLayer("attention.head_count") ?? []).Where(count => count > 0)];
        return heads.Length > 0 && EmbeddingLength is { } width ? width / heads.Max() : null;
    }

    /// <summary>Elements of keys and values that one token adds to KV memory, over all layers; null where the metadata do not tell.</summary>
    public (long Keys, long Values)? KvElementsPerToken()
    {
        if (PerLayer("attention.head_count") is not { } heads) return null;
        long[] kvHeads = PerLayer("attention.head_count_kv") ?? heads;
        long keys = 0, values = 0;
        for (int layer = 0; layer < heads.Length; layer++)
        {
            if (kvHeads[layer] <= 0) continue;
            long headLength = heads[layer] > 0 && EmbeddingLength is { } width ? width / heads[layer] : 0;
            keys += kvHeads[layer] * (Integer("attention.key_length") ?? headLength);
            values += kvHeads[layer] * (Integer("attention.value_length") ?? headLength);
        }

        return (keys, values);
    }
}
