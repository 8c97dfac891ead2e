using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>What <see cref="LlamaFlashAttention.Auto"/> means on which device for which model.</summary>
internal static class AttentionKind
{
    // On a CPU llama.cpp's fused attention walks over the tokens of the context one by one, for each head. With heads of 32 elements the walk
    // costs more than the arithmetic: a step took 1.6 to 4 times as long as with plain products, with heads of 64 as long (docs/benchmarks.md).
    private const long SmallHead = 64;

    /// <summary>What llama.cpp is to be told.</summary>
    /// <exception cref="InvalidOperationException">A head of the model is no whole number of blocks of a KV type; without fused attention llama.cpp
    /// would find that out in the middle of decoding, and end the process.</exception>
    public static LlamaFlashAttention For(LlamaCppOptions options, GgufHyperparameters sizes)
    {
        RequireWholeBlocks(options.KeyType, nameof(options.KeyType), sizes.HeadLength("key"));
        RequireWholeBlocks(options.ValueType, nameof(options.ValueType), sizes.HeadLength("value"));
        if (options.FlashAttention != LlamaFlashAttention.Auto || options.Backend != LlamaBackend.Cpu) return options.FlashAttention;
        return options.ValuesNeedFlashAttention || sizes.HeadLength("key") is not < SmallHead ? LlamaFlashAttention.Auto : LlamaFlashAttention.Off;
    }

    /// <summary>Throws where a head is no whole number of a type's blocks.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static void RequireWholeBlocks(KvType type, string name, long? headLength)
    {
        int block = GgufBlock.Of((GgufTensorType)(int)type)!.Value.Elements;
        if (headLength % block is null or 0) return;
        throw new InvalidOperationException($"{name} {type} has a block size {block}, and a head of this model has {headLength} elements, which is no whole number of blocks; take F16.");
    }
}
