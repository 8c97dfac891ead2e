using EdgeReasoning.LlamaCpp.Gguf;

namespace EdgeReasoning.LlamaCpp;

/// <summary>
/// Writes models with random weights: as fast, and as large in memory, as a real model of their shape, so that a device's latency and
/// energy for it are known before anything is downloaded. What they say is noise.
/// </summary>
/// <remarks>The weights are written as 16-bit floats, piece by piece, and llama.cpp quantises them as it would a real model's.</remarks>
public static class SyntheticModel
{
    /// <summary>Bytes of disk that writing needs for a while: the file, and beside it, unless it is <see cref="LlamaQuantization.F16"/>, its 16-bit source. Rounded up.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="quantization">What the matrices become.</param>
    public static long DiskBytes(SyntheticShape shape, LlamaQuantization quantization)
    {
        ArgumentNullException.ThrowIfNull(shape);
        shape.Validate();

        // Upper bounds of bytes per weight, embeddings that llama.cpp keeps at 6 or 8 bits included.
        double bytes = quantization switch
        {
            LlamaQuantization.F16 => 0,
            LlamaQuantization.Q8_0 => 1.1,
            LlamaQuantization.Q6_K => 0.95,
            LlamaQuantization.Q5_0 or LlamaQuantization.Q5_K_M => 0.85,
            LlamaQuantization.Q4_0 or LlamaQuantization.Q4_K_M => 0.75,
            _ => throw new ArgumentOutOfRangeException(nameof(quantization), quantization, "Take one of the named quantisations."),
        };
        const int metadata = 16 << 20;
        return metadata + (long)((2 + bytes) * shape.ParameterCount) + SyntheticTensor.Of(shape).Where(tensor => !tensor.IsMatrix).Sum(tensor => 4 * tensor.Elements);
    }

    /// <summary>Writes a model.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="quantization">What its matrices become.</param>
    /// <param name="options">Where llama.cpp is, and its threads; null is the default.</param>
    /// <param name="progress">Gets the share of the weights that is written, from 0 to 1. Quantising follows, and tells nothing.</param>
    /// <param name="cancellationToken">Stops the writing; quantising is finished once begun. No file is left.</param>
    /// <exception cref="ArgumentException">A size is out of its range, or the path is empty.</exception>
    /// <exception cref="IOException">The disk has too little room (the message has both numbers), or the file cannot be written.</exception>
    /// <exception cref="NativeLibraryException">llama.cpp is missing, or of another version.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task WriteAsync(
        SyntheticShape shape,
        string path,
        LlamaQuantization quantization = LlamaQuantization.Q4_0,
        LlamaCppOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentException.ThrowIfNullOrEmpty(path);
        long needed = DiskBytes(shape, quantization);
        return Task.Run(() => Write(shape, path, quantization, options, needed, FreeBytes(path), progress, cancellationToken), cancellationToken);
    }

    internal static void Write(
        SyntheticShape shape, string path, LlamaQuantization quantization, LlamaCppOptions? options, long needed, long free, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (free < needed)
        {
            throw new IOException(FormattableString.Invariant(
                $"A synthetic {shape.Name} in {quantization} needs {needed / 1e9:F1} GB of disk, part of it only while it is written, but there are {free / 1e9:F1} GB free at '{path}'. Free some, or take a smaller shape."));
        }

        if (quantization == LlamaQuantization.F16)
        {
            WriteHalves(shape, path, progress, cancellationToken);
            return;
        }

        string source = path + ".f16", unfinished = path + ".unfinished";
        try
        {
            WriteHalves(shape, source, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            LlamaCppQuantizer.Quantize(source, unfinished, quantization, options);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(source);
            File.Delete(unfinished);
        }
    }

    private static void WriteHalves(SyntheticShape shape, string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        GgufWriter writer = new();
        AddSizes(writer, shape);
        SyntheticVocabulary.AddTo(writer, shape.VocabularySize);
        SyntheticTensor[] tensors = [.. SyntheticTensor.Of(shape)];
        RandomWeights weights = new(seed: 1);
        double all = tensors.Sum(tensor => (tensor.IsMatrix ? 2.0 : 4.0) * tensor.Elements);
        long written = 0;
        foreach (SyntheticTensor tensor in tensors)
        {
            writer.AddTensor(tensor.Name, tensor.IsMatrix ? GgufTensorType.F16 : GgufTensorType.F32, tensor.Shape, stream => weights.Write(stream, tensor, Tell, cancellationToken));
        }

        writer.Write(path);

        void Tell(long bytes)
        {
            written += bytes;
            progress?.Report(written / all);
        }
    }

    private static void AddSizes(GgufWriter writer, SyntheticShape shape)
    {
        string architecture = shape.Architecture switch
        {
            SyntheticArchitecture.Llama => "llama",
            SyntheticArchitecture.Qwen2 => "qwen2",
            _ => "qwen3",
        };
        writer
            .Add("general.architecture", architecture)
            .Add("general.name", $"synthetic {shape.Name}")
            .Add("general.file_type", 1u)
            .Add($"{architecture}.context_length", (uint)shape.ContextLength)
            .Add($"{architecture}.embedding_length", (uint)shape.Width)
            .Add($"{architecture}.block_count", (uint)shape.Layers)
            .Add($"{architecture}.feed_forward_length", (uint)shape.FeedForward)
            .Add($"{architecture}.attention.head_count", (uint)shape.Heads)
            .Add($"{architecture}.attention.head_count_kv", (uint)shape.KvHeads)
            .Add($"{architecture}.attention.key_length", (uint)shape.HeadDimension)
            .Add($"{architecture}.attention.value_length", (uint)shape.HeadDimension)
            .Add($"{architecture}.attention.layer_norm_rms_epsilon", 1e-6f)
            .Add($"{architecture}.rope.dimension_count", (uint)shape.HeadDimension)
            .Add($"{architecture}.rope.freq_base", shape.RopeBase);
    }

    private static long FreeBytes(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}' to write a model into.");
        return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
    }
}
