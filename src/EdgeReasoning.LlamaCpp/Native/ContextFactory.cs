using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Makes contexts: from options to parameters, after a look at the memory.</summary>
internal static class ContextFactory
{
    /// <summary>Makes one.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">It would need more memory than is free, or llama.cpp could not allocate it.</exception>
    /// <exception cref="InvalidOperationException">llama.cpp refused for another reason; the message has what it said.</exception>
    public static LlamaCppContext Create(ModelHandle model, GgufModel file, ModelInfo info, NativeRuntime runtime,
        NativeDevice[] devices, LlamaCppOptions options, ContextOptions context)
    {
        ContextShape shape = ContextShape.Of(context, file);
        LlamaContextParams parameters = Parameters(options, context, shape, AttentionKind.For(options, file.Sizes));

        NativeDevice device = devices[options.Backend == LlamaBackend.Cpu ? 0 : options.MainDevice];
        MemoryEstimate.Of(file.Sizes, info.VocabularySize, options.KeyType, options.ValueType, parameters)
            .Require(DeviceSelection.FreeBytes(devices, options, info.LayerCount), device.Description, context, shape.SequenceTokens);

        NativeLog.ClearComplaints();
        ContextHandle handle = NativeMethods.llama_init_from_model(model, parameters);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            string message = $"llama.cpp could not make a context of {parameters.ContextTokens} tokens for '{info.Name}': {NativeLog.Complaints}";
            throw message.Contains("alloc", StringComparison.Ordinal) ? new InsufficientMemoryException(message) : new InvalidOperationException(message);
        }

        handle.KeepAlive(model);
        ContextLimits limits = shape.LimitsOf(context, NativeMethods.llama_n_ctx(handle), NativeMethods.llama_n_batch(handle));
        return new LlamaCppContext(handle, model, info, limits, Identity(model, runtime, device, options, context, info, parameters));
    }

    private static LlamaContextParams Parameters(LlamaCppOptions options, ContextOptions context, ContextShape shape, LlamaFlashAttention attention)
    {
        int threads = options.Threads ?? PhysicalCores.Count;
        LlamaContextParams parameters = NativeMethods.llama_context_default_params();
        parameters.ContextTokens = shape.Cells;
        parameters.BatchTokens = shape.BatchTokens;
        parameters.MicroBatchTokens = shape.MicroBatchTokens;
        parameters.MaxSequences = (uint)context.MaxSequences;
        parameters.KvUnified = context.Layout == KvLayout.Unified ? (byte)1 : (byte)0;
        parameters.Threads = threads;
        parameters.BatchThreads = options.BatchThreads ?? threads;
        parameters.FlashAttention = (int)attention;
        parameters.KeyType = (int)options.KeyType;
        parameters.ValueType = (int)options.ValueType;
        return parameters;
    }

    private static BackendIdentity Identity(ModelHandle model, NativeRuntime runtime, NativeDevice device, LlamaCppOptions options,
        ContextOptions context, ModelInfo info, in LlamaContextParams parameters)
    {
        int layers = NativeMethods.llama_model_n_layer(model);
        bool onGpu = options.Backend != LlamaBackend.Cpu;
        return new BackendIdentity
        {
            Library = "llama.cpp",
            Version = runtime.Version,
            Backend = device.Backend,
            Device = device.Description,
            OffloadedLayers = onGpu ? Math.Min(options.GpuLayers ?? layers, layers) : null,
            TotalLayers = info.LayerCount ?? layers,
            KeyType = options.KeyType.ToString().ToLowerInvariant(),
            ValueType = options.ValueType.ToString().ToLowerInvariant(),
            Layout = context.Layout,
            Threads = parameters.Threads,
            BatchThreads = parameters.BatchThreads,
        };
    }
}
