using Microsoft.Extensions.Logging;

namespace EdgeReasoning.LlamaCpp;

/// <summary>How llama.cpp is found, where a model lies, and how it decodes.</summary>
public sealed record LlamaCppOptions
{
    /// <summary>The environment variable that names the native libraries where <see cref="LibraryPath"/> does not: a folder or the libllama file.</summary>
    public const string LibraryPathVariable = "EDGEREASONING_LLAMACPP";

    /// <summary>The folder of llama.cpp's native libraries, or the libllama file in it. Null, the default, takes
    /// <see cref="LibraryPathVariable"/>, and where that is not set the folder that the runtime packages fill.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>The kind of device. Default <see cref="LlamaBackend.Cpu"/>. A device that is not there is an error, never another device.</summary>
    public LlamaBackend Backend { get; init; } = LlamaBackend.Cpu;

    /// <summary>Layers of the model on the GPU, from 0. Null, the default, is all of them. The CPU takes none.</summary>
    public int? GpuLayers { get; init; }

    /// <summary>The GPU that has the whole model with <see cref="LlamaSplitMode.None"/> and the small tensors otherwise, by its number
    /// among those of the backend, from 0. Default 0.</summary>
    public int MainDevice { get; init; }

    /// <summary>How the model is spread over several GPUs. Default <see cref="LlamaSplitMode.Layer"/>.</summary>
    public LlamaSplitMode SplitMode { get; init; } = LlamaSplitMode.Layer;

    /// <summary>Each GPU's part of the model, in any unit: not negative, one at least above 0. Null, the default, goes by free memory.</summary>
    public IReadOnlyList<float>? TensorSplit { get; init; }

    /// <summary>Threads that decode a step, from 1 to 512. Null, the default, is the physical cores that this process may use: more only spin.</summary>
    public int? Threads { get; init; }

    /// <summary>Threads that decode a prompt, from 1 to 512. Null, the default, is the same as <see cref="Threads"/>.</summary>
    public int? BatchThreads { get; init; }

    /// <summary>Element type of the keys in KV memory. Default <see cref="KvType.F16"/>.</summary>
    public KvType KeyType { get; init; } = KvType.F16;

    /// <summary>Element type of the values in KV memory. Default <see cref="KvType.F16"/>. A type smaller than 16 bits needs flash attention.</summary>
    public KvType ValueType { get; init; } = KvType.F16;

    /// <summary>Whether attention is fused. Default <see cref="LlamaFlashAttention.Auto"/>.</summary>
    public LlamaFlashAttention FlashAttention { get; init; } = LlamaFlashAttention.Auto;

    /// <summary>Whether the file is mapped into memory where the device allows it, instead of read. Default true.</summary>
    public bool UseMemoryMap { get; init; } = true;

    /// <summary>Receives llama.cpp's own messages, category <c>EdgeReasoning.LlamaCpp.Native</c>. llama.cpp has one log for the whole process:
    /// the last factory given gets it. Null, the default, leaves it as it is; before the first, messages are dropped.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal bool ValuesNeedFlashAttention => ValueType is not (KvType.F32 or KvType.F16 or KvType.BF16);

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or two do not go together; the message names it.</exception>
    internal void Validate()
    {
        RequireDefined(Backend, nameof(Backend));
        RequireDefined(SplitMode, nameof(SplitMode));
        RequireDefined(KeyType, nameof(KeyType));
        RequireDefined(ValueType, nameof(ValueType));
        RequireDefined(FlashAttention, nameof(FlashAttention));
        if (LibraryPath is { Length: 0 })
            throw new ArgumentException("LibraryPath is empty; leave it null to use the package's folder.", nameof(LibraryPath));
        if (GpuLayers is { } layers)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(layers, nameof(GpuLayers));
            if (Backend == LlamaBackend.Cpu && layers > 0)
                throw new ArgumentException($"GpuLayers is {layers}, but the backend is the CPU; ask for a GPU by Backend.", nameof(GpuLayers));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(MainDevice, nameof(MainDevice));
        RequireThreads(Threads, nameof(Threads));
        RequireThreads(BatchThreads, nameof(BatchThreads));
        if (TensorSplit is { } split && !(split.Count > 0 && split.All(part => float.IsFinite(part) && part >= 0) && split.Any(part => part > 0)))
            throw new ArgumentException($"TensorSplit [{string.Join(", ", split)}] needs finite parts, not negative, one at least above 0.", nameof(TensorSplit));
        if (FlashAttention == LlamaFlashAttention.Off && ValuesNeedFlashAttention)
            throw new ArgumentException($"ValueType {ValueType} needs flash attention, which FlashAttention turns off.", nameof(ValueType));
    }

    private static void RequireThreads(int? threads, string name)
    {
        if (threads is < 1 or > 512)
            throw new ArgumentOutOfRangeException(name, threads, $"{name} must be from 1 to 512.");
    }

    private static void RequireDefined<T>(T value, string name) where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException(name, value, $"{name} has no such value.");
    }
}
