using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>What a file's header tells of its model.</summary>
internal static class GgufModelInfo
{
    private const int BytesOfHalf = 2;

    /// <summary>Reads it.</summary>
    /// <param name="files">The files of the model, the one with the metadata first.</param>
    public static ModelInfo Read(IReadOnlyList<GgufFile> files)
    {
        GgufMetadata metadata = files[0].Metadata;
        var sizes = new GgufHyperparameters(metadata);
        IReadOnlyList<string>? tokens = metadata.Texts("tokenizer.ggml.tokens");
        return new ModelInfo
        {
            Name = metadata.Text("general.name") is { Length: > 0 } name ? name : Path.GetFileNameWithoutExtension(files[0].Path),
            Architecture = sizes.Architecture,
            VocabularySize = tokens?.Count ?? 0,
            ContextLength = (int?)sizes.ContextLength,
            ParameterCount = files.Sum(file => file.Tensors.Sum(tensor => tensor.ElementCount)),
            SizeBytes = files.Sum(file => file.Tensors.Sum(tensor => tensor.ByteLength)),
            Quantization = GgufFileTypes.NameOf(metadata.Integer("general.file_type")),
            LayerCount = (int?)sizes.LayerCount,
            EmbeddingLength = (int?)sizes.EmbeddingLength,
            KvBytesPerToken = sizes.KvElementsPerToken() is { } kv ? (kv.Keys + kv.Values) * BytesOfHalf : null,
            ChatTemplate = metadata.Text("tokenizer.chat_template"),
            BeginOfSequence = TokenText("tokenizer.ggml.bos_token_id"),
            EndOfSequence = TokenText("tokenizer.ggml.eos_token_id"),
            Path = files[0].Path,
        };

        string? TokenText(string key) =>
            metadata.Integer(key) is { } id && id >= 0 && id < tokens?.Count ? tokens[(int)id] : null;
    }
}
