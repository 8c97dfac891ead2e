using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Makes contexts: from options to parameters, after a look at the memory.</summary>
internal static class ContextFactory
{
    private const int MaxSequences = 256;
    private const int DefaultSequenceTokens = 4096;
    private const int MicroBatchTokens = 512;
    private const int CellPadding = 256;

    /// <summary>Makes one.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">It would need more memory than is free, or llama.cpp could not allocate it.</exception>
    /// <exception cref="InvalidOperationException">llama.cpp refused for another reason; the message has what it said.</exception>
    public static LlamaCppContext Create(ModelHandle model, GgufModel file, ModelInfo info, NativeRuntime runtime,
        NativeDevice[] devices, LlamaCppOptions options, ContextOptions context)
    {
        int sequenceTokens = context.SequenceTokens ?? Math.Min(info.ContextLength ?? DefaultSequenceTokens, DefaultSequenceTokens);
        Validate(context, sequenceTokens, file);
        LlamaContextParams parameters = Parameters(options, context, sequenceTokens, AttentionKind.For(options, file.Sizes));

        NativeDevice device = devices[options.Backend == LlamaBackend.Cpu ? 0 : options.MainDevice];
        MemoryEstimate.Of(file.Sizes, info.VocabularySize, options.KeyType, options.ValueType, parameters)
            .Require(DeviceSelection.FreeBytes(devices, options, info.LayerCount), device.Description, context, sequenceTokens);

        NativeLog.ClearComplaints();
        ContextHandle handle = NativeMethods.llama_init_from_model(model, parameters);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            string message = $"llama.cpp could not make a context of {parameters.ContextTokens} tokens for '{info.Name}': {NativeLog.Complaints}";
            throw message.Contains("alloc", StringComparison.Ordinal) ? new InsufficientMemoryException(message) : new InvalidOperationException(message);
        }

        handle.KeepAlive(model);
        return new LlamaCppContext(handle, model, info, Limits(handle, context, sequenceTokens), Identity(model, runtime, device, options, context, info, parameters));
    }

    private static void Validate(ContextOptions context, int sequenceTokens, GgufModel file)
    {
        Require(sequenceTokens >= 1, nameof(context.SequenceTokens), sequenceTokens, "at least 1");
        Require(context.MaxSequences is >= 1 and <= MaxSequences, nameof(context.MaxSequences), context.MaxSequences, $"from 1 to {MaxSequences}");
        Require(context.MaxBatchTokens >= 1, nameof(context.MaxBatchTokens), context.MaxBatchTokens, "at least 1");
        Require(context.CapacityTokens is null or >= 1, nameof(context.CapacityTokens), context.CapacityTokens, "at least 1");
        Require(context.CapacityTokens is not > int.MaxValue - CellPadding, nameof(context.CapacityTokens), context.CapacityTokens, $"at most {int.MaxValue - CellPadding}");
        Require(Enum.IsDefined(context.Layout), nameof(context.Layout), context.Layout, "Separate or Unified");
        Require(file.PositionLimit is not { } limit || sequenceTokens <= limit, nameof(context.SequenceTokens), sequenceTokens,
            $"at most {file.PositionLimit}, the positions this model has learned");
        long cells = (long)sequenceTokens * context.MaxSequences;
        Require(cells <= int.MaxValue - CellPadding * MaxSequences, nameof(context.SequenceTokens), sequenceTokens,
            $"at most {(int.MaxValue - CellPadding * MaxSequences) / context.MaxSequences} with {context.MaxSequences} sequences");

        static void Require(bool holds, string name, object? value, string range)
        {
            if (!holds) throw new ArgumentOutOfRangeException(nameof(context), value, $"{name} is {value}; it has to be {range}.");
        }
    }

    private static LlamaContextParams Parameters(LlamaCppOptions options, ContextOptions context, int sequenceTokens, LlamaFlashAttention attention)
    {
        bool unified = context.Layout == KvLayout.Unified;
        int cells = unified ? Pad(context.CapacityTokens ?? sequenceTokens * context.MaxSequences) : Pad(sequenceTokens) * context.MaxSequences;

        // llama.cpp ends the process where a batch has less room than one token for each sequence.
        int batchTokens = Math.Max(context.MaxBatchTokens, context.MaxSequences);
        int threads = options.Threads ?? PhysicalCores.Count;
        LlamaContextParams parameters = NativeMethods.llama_context_default_params();
        parameters.ContextTokens = (uint)cells;
        parameters.BatchTokens = (uint)batchTokens;
        parameters.MicroBatchTokens = (uint)Math.Min(batchTokens, MicroBatchTokens);
        parameters.MaxSequences = (uint)context.MaxSequences;
        parameters.KvUnified = unified ? (byte)1 : (byte)0;
        parameters.Threads = threads;
        parameters.BatchThreads = options.BatchThreads ?? threads;
        parameters.FlashAttention = (int)attention;
        parameters.KeyType = (int)options.KeyType;
        parameters.ValueType = (int)options.ValueType;
        return parameters;
    }

    private static int Pad(int tokens) => (tokens + CellPadding - 1) / CellPadding * CellPadding;

    private static ContextLimits Limits(ContextHandle handle, ContextOptions context, int sequenceTokens)
    {
        bool unified = context.Layout == KvLayout.Unified;
        int capacity = unified ? (int)NativeMethods.llama_n_ctx(handle) : sequenceTokens * context.MaxSequences;
        int batch = Math.Min(context.MaxBatchTokens, (int)NativeMethods.llama_n_batch(handle));
        return new ContextLimits(Math.Min(sequenceTokens, capacity), capacity, context.MaxSequences, batch, context.Layout);
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
