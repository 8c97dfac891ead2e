using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Has llama.cpp quantise a file that was found to be sound.</summary>
internal static class Quantization
{
    private const uint Success = 0;

    /// <summary>Runs it on this thread and on as many others as are asked for.</summary>
    /// <exception cref="ModelLoadException">llama.cpp refused; the message has what it said.</exception>
    public static void Run(string source, string target, LlamaQuantization quantization, int threads)
    {
        if (AbiGuard.FindDifference(NativeMethods.llama_model_quantize_default_params_guarded().Value) is { } field)
            throw new NativeLibraryException($"llama.cpp's parameters for quantising are laid out differently: {field} has not its known default. Use an unmodified build.");

        LlamaQuantizeParams parameters = NativeMethods.llama_model_quantize_default_params();
        parameters.Threads = threads;
        parameters.FileType = (int)quantization;
        NativeLog.ClearComplaints();
        if (NativeMethods.llama_model_quantize(source, target, parameters) != Success)
            throw new ModelLoadException(source, $"llama.cpp cannot quantise '{source}' to {quantization}: {NativeLog.Complaints}");
    }
}
