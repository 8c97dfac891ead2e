using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.LlamaCpp.Native;

namespace EdgeReasoning.LlamaCpp;

/// <summary>Makes smaller copies of models: llama.cpp's own quantisation.</summary>
public static class LlamaCppQuantizer
{
    /// <summary>Quantises a model into another file.</summary>
    /// <param name="source">A GGUF file with weights of 16 or 32 bits.</param>
    /// <param name="target">The file to write; one that exists is replaced.</param>
    /// <param name="quantization">What its matrices become. Rows that are no whole number of a type's blocks take a type with smaller ones, as llama.cpp does.</param>
    /// <param name="options">Where llama.cpp is, and its threads; null is the default.</param>
    /// <exception cref="ArgumentException">A path is empty, both are the same, or the quantisation or an option is out of its range.</exception>
    /// <exception cref="NativeLibraryException">llama.cpp is missing, or of another version.</exception>
    /// <exception cref="ModelLoadException">The source is missing, corrupt, or cannot be quantised; the message has what llama.cpp said.</exception>
    public static void Quantize(string source, string target, LlamaQuantization quantization, LlamaCppOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (Path.GetFullPath(source) == Path.GetFullPath(target)) throw new ArgumentException($"'{target}' is the source; give another file.", nameof(target));
        if (!Enum.IsDefined(quantization)) throw new ArgumentOutOfRangeException(nameof(quantization), quantization, "Take one of the named quantisations.");
        options ??= new LlamaCppOptions();
        options.Validate();

        GgufModel.Read(source);
        NativeRuntime.Load(options);
        Quantization.Run(source, target, quantization, options.Threads ?? PhysicalCores.Count);
    }
}
