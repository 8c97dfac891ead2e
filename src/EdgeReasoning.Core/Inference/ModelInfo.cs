namespace EdgeReasoning.Inference;

/// <summary>What is known of a model without running it. Unknown is null.</summary>
public sealed record ModelInfo
{
    /// <summary>The model's own name, or its file's.</summary>
    public required string Name { get; init; }

    /// <summary>Architecture as the file names it, <c>qwen2</c> say.</summary>
    public required string Architecture { get; init; }

    /// <summary>Tokens in the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Tokens of context that the model was trained for.</summary>
    public int? ContextLength { get; init; }

    /// <summary>Weights, as a count.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>Weights, in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Quantisation of most weights, <c>Q4_K_M</c> say.</summary>
    public string? Quantization { get; init; }

    /// <summary>Transformer layers.</summary>
    public int? LayerCount { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public int? EmbeddingLength { get; init; }

    /// <summary>Bytes of KV memory that one token takes, keys and values as 16-bit floats.</summary>
    public long? KvBytesPerToken { get; init; }

    /// <summary>The Jinja chat template that the file carries.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Text of the begin-of-sequence token, for the template.</summary>
    public string? BeginOfSequence { get; init; }

    /// <summary>Text of the end-of-sequence token, for the template.</summary>
    public string? EndOfSequence { get; init; }

    /// <summary>The file.</summary>
    public string? Path { get; init; }
}
