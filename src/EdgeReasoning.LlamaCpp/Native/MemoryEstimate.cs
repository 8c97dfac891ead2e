using System.Globalization;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>What a context will take, from the model's sizes. The weights are loaded by then and not part of it.</summary>
/// <param name="KvBytes">Keys and values of all tokens.</param>
/// <param name="ComputeBytes">Activations, attention mask and scores, and logits of one batch, roughly.</param>
internal readonly record struct MemoryEstimate(double KvBytes, double ComputeBytes)
{
    private const double MiB = 1024 * 1024;

    /// <summary>Bytes in all.</summary>
    public double Bytes => KvBytes + ComputeBytes;

    /// <summary>Estimates it. Where the file does not give a size, that part counts as nothing.</summary>
    public static MemoryEstimate Of(GgufHyperparameters sizes, int vocabulary, KvType keyType, KvType valueType, in LlamaContextParams context)
    {
        (long keys, long values) = sizes.KvElementsPerToken() ?? (0, 0);
        double tokens = context.ContextTokens;
        double kv = tokens * (keys * BytesPerElement(keyType) + values * BytesPerElement(valueType));

        // A graph frees each layer's activations before the next: a few rows of the widest matrices are alive at once.
        double micro = context.MicroBatchTokens;
        double width = 8.0 * (sizes.EmbeddingLength ?? 0) + 3.0 * (sizes.PerLayer("feed_forward_length")?.DefaultIfEmpty().Max() ?? 0);
        double row = micro * (context.KvUnified != 0 ? tokens : tokens / context.MaxSequences) * sizeof(float);
        // Attention that is not fused holds each head's scores, before softmax and after.
        double scores = context.FlashAttention == (int)LlamaFlashAttention.Off ? 2.0 * (sizes.PerLayer("attention.head_count")?.DefaultIfEmpty().Max() ?? 0) : 0;
        double logits = (micro + Math.Min(context.BatchTokens, context.MaxSequences)) * vocabulary * sizeof(float);
        return new MemoryEstimate(kv, micro * width * sizeof(float) + (1 + scores) * row + logits);
    }

    /// <summary>Throws where it is more than what is free.</summary>
    /// <exception cref="InsufficientMemoryException">It is; the message has both numbers.</exception>
    public void Require(long? freeBytes, string device, ContextOptions options, int sequenceTokens)
    {
        if (freeBytes is not { } free || Bytes <= free) return;
        throw new InsufficientMemoryException(string.Create(CultureInfo.InvariantCulture,
            $"A context of {options.MaxSequences} sequences of {sequenceTokens} tokens needs about {Bytes / MiB:N0} MiB ({KvBytes / MiB:N0} MiB of KV memory), but {device} has {free / MiB:N0} MiB free. ") +
            "Ask for fewer or shorter sequences, or a smaller KeyType and ValueType.");
    }

    /// <summary>Throws where weights that are copied, not mapped, are more than what is free.</summary>
    /// <exception cref="InsufficientMemoryException">They are; the message has both numbers.</exception>
    public static void RequireWeights(ModelInfo info, long? freeBytes, string device)
    {
        if (freeBytes is not { } free || info.SizeBytes is not { } weights || weights <= free) return;
        throw new InsufficientMemoryException(string.Create(CultureInfo.InvariantCulture,
            $"The weights of '{info.Name}' take {weights / MiB:N0} MiB, but {device} has {free / MiB:N0} MiB free. ") +
            "Take a smaller model or quantisation, or put fewer layers on the GPU.");
    }

    private static double BytesPerElement(KvType type)
    {
        GgufBlock block = GgufBlock.Of((GgufTensorType)(int)type)!.Value;
        return (double)block.Bytes / block.Elements;
    }
}
