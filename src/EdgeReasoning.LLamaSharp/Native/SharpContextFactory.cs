using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.LlamaCpp.Native;
using LLama.Common;
using LLama.Exceptions;
using LLama.Extensions;
using LLama.Native;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>Makes contexts: from options to LLamaSharp's parameters, after a look at the memory.</summary>
internal static class SharpContextFactory
{
    /// <summary>Makes one.</summary>
    /// <param name="runtime">What calls llama.cpp.</param>
    /// <param name="model">The weights' handle.</param>
    /// <param name="file">The model's header.</param>
    /// <param name="placement">Where the model is.</param>
    /// <param name="parameters">Threads, types of KV memory and the like.</param>
    /// <param name="options">How large.</param>
    /// <param name="closed">Called once, when the context is disposed.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">It would need more memory than is free.</exception>
    /// <exception cref="InvalidOperationException">llama.cpp refused.</exception>
    public static SharpContext Create(
        SharpRuntime runtime, SafeLlamaModelHandle model, GgufModel file, SharpPlacement placement, ModelParams parameters, ContextOptions options, Action closed)
    {
        ContextShape shape = ContextShape.Of(options, file);
        LLamaContextParams native = Parameters(parameters, placement, options, shape);
        RequireMemory(native, file, model.Vocab.Count, placement, options, shape);

        SafeLLamaContextHandle handle = Open(model, native, file.Info.Name);
        ContextLimits limits = shape.LimitsOf(options, handle.ContextSize, handle.BatchSize);
        if (handle.MaxSeq < limits.MaxSequences)
        {
            uint sequences = handle.MaxSeq;
            handle.Dispose();
            throw new InvalidOperationException($"llama.cpp made a context of {sequences} sequences for '{file.Info.Name}', where {limits.MaxSequences} were asked for.");
        }

        return new SharpContext(runtime, handle, model.Vocab.Count, limits, runtime.CanRewind(model.DangerousGetHandle()),
            Identity(runtime, model, placement, options, native), closed);
    }

    private static LLamaContextParams Parameters(ModelParams parameters, SharpPlacement placement, ContextOptions options, ContextShape shape)
    {
        parameters.ToLlamaContextParams(out LLamaContextParams native);
        native.n_ctx = shape.Cells;
        native.n_batch = shape.BatchTokens;
        native.n_ubatch = shape.MicroBatchTokens;
        native.n_seq_max = (uint)options.MaxSequences;
        native.kv_unified = options.Layout == KvLayout.Unified;
        native.embeddings = false;
        // Otherwise a large batch goes to the GPU although no layer is there.
        if (placement.OffloadedLayers is null) native.op_offload = false;
        return native;
    }

    // What lies on a GPU is not known to the byte, and LLamaSharp does not tell what is free there.
    private static void RequireMemory(in LLamaContextParams native, GgufModel file, int vocabulary, SharpPlacement placement, ContextOptions options, ContextShape shape)
    {
        var (keys, values) = ((KvType)(int)native.type_k, (KvType)(int)native.type_v);
        AttentionKind.RequireWholeBlocks(keys, nameof(ModelParams.TypeK), file.Sizes.HeadLength("key"));
        AttentionKind.RequireWholeBlocks(values, nameof(ModelParams.TypeV), file.Sizes.HeadLength("value"));
        if (placement.OffloadedLayers is not null) return;
        var sizes = new LlamaContextParams
        {
            ContextTokens = shape.Cells,
            BatchTokens = shape.BatchTokens,
            MicroBatchTokens = shape.MicroBatchTokens,
            MaxSequences = (uint)options.MaxSequences,
            KvUnified = native.kv_unified ? (byte)1 : (byte)0,
            FlashAttention = (int)native.llama_flash_attn_type,
        };
        MemoryEstimate.Of(file.Sizes, vocabulary, keys, values, sizes).Require(FreeMemory.OfMachine(), placement.Device.Description, options, shape.SequenceTokens);
    }

    private static SafeLLamaContextHandle Open(SafeLlamaModelHandle model, LLamaContextParams native, string name)
    {
        SafeLLamaContextHandle handle;
        try
        {
            handle = SafeLLamaContextHandle.Create(model, native);
        }
        catch (RuntimeError exception)
        {
            throw new InvalidOperationException(Refusal(native, name), exception);
        }

        // LLamaSharp takes what llama.cpp returns for a context, whatever it is, and counts it as one that keeps the model alive.
        if (!handle.IsInvalid) return handle;
        handle.Dispose();
        model.DangerousRelease();
        throw new InvalidOperationException(Refusal(native, name));
    }

    private static string Refusal(in LLamaContextParams native, string name) =>
        $"llama.cpp could not make a context of {native.n_ctx} tokens for '{name}'; LLamaSharp's log has the reason (NativeLogConfig.llama_log_set).";

    private static BackendIdentity Identity(SharpRuntime runtime, SafeLlamaModelHandle model, SharpPlacement placement, ContextOptions options, in LLamaContextParams native) => new()
    {
        Library = "LLamaSharp",
        Version = runtime.Version,
        Backend = placement.Device.Backend,
        Device = placement.Device.Description,
        OffloadedLayers = placement.OffloadedLayers,
        TotalLayers = model.LayerCount,
        KeyType = NameOf(native.type_k),
        ValueType = NameOf(native.type_v),
        Layout = options.Layout,
        Threads = native.n_threads,
        BatchThreads = native.n_threads_batch,
    };

    private static string NameOf(GGMLType type) => type.ToString().Replace("GGML_TYPE_", "", StringComparison.Ordinal).ToLowerInvariant();
}
