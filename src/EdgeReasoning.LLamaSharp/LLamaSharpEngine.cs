using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Reasoning;
using LLama;
using LLama.Common;

namespace EdgeReasoning.LLamaSharp;

/// <summary>Makes engines over LLamaSharp.</summary>
public static class LLamaSharpEngine
{
    /// <summary>Makes an engine over weights that the app has loaded; they stay the app's, which disposes them after the engine.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="parameters">What they were loaded with.</param>
    /// <param name="options">How many traces of what length are decoded at once, and the like; null for the defaults.</param>
    /// <param name="backend">The kind of device that has to decode; null for the one that LLamaSharp took.</param>
    /// <returns>The engine, with a context of its own.</returns>
    /// <exception cref="ArgumentException">The parameters are not those of the weights, or an option is out of its range.</exception>
    /// <exception cref="NativeLibraryException">The llama.cpp that LLamaSharp loaded is not its own, or the weights are on another device.</exception>
    /// <exception cref="Inference.ModelLoadException">The file is missing, or of a model that llama.cpp cannot decode.</exception>
    /// <exception cref="InsufficientMemoryException">The context needs more memory than is free.</exception>
    public static ReasoningEngine Create(LLamaWeights weights, ModelParams parameters, ReasoningEngineOptions? options = null, LlamaBackend? backend = null) =>
        Over(LLamaSharpModel.FromWeights(weights, parameters, backend), options);

    /// <summary>Loads a GGUF model with LLamaSharp and makes an engine that owns it.</summary>
    /// <param name="path">A GGUF file; of a model in several files, the first.</param>
    /// <param name="backend">The kind of device; one that is not there is an error.</param>
    /// <param name="options">How many traces of what length are decoded at once, and the like; null for the defaults.</param>
    /// <param name="progress">Told from 0 to 1 while the weights are read, on the loading thread.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <returns>The engine; disposing it frees the model.</returns>
    /// <exception cref="ArgumentException">The path is empty, or an option is out of its range.</exception>
    /// <exception cref="NativeLibraryException">LLamaSharp found no llama.cpp, one that is not its own, or no such device.</exception>
    /// <exception cref="Inference.ModelLoadException">The file is missing, corrupt, or of a model that llama.cpp cannot decode.</exception>
    /// <exception cref="InsufficientMemoryException">The context needs more memory than is free.</exception>
    public static async Task<ReasoningEngine> LoadAsync(
        string path,
        LlamaBackend backend = LlamaBackend.Cpu,
        ReasoningEngineOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options?.Validate();
        LLamaSharpModel model = await LLamaSharpModel.LoadAsync(path, backend, progress, cancellationToken).ConfigureAwait(false);
        // Making a context takes memory and time: not on the caller's thread either.
        return await Task.Run(() => Over(model, options), CancellationToken.None).ConfigureAwait(false);
    }

    private static ReasoningEngine Over(LLamaSharpModel model, ReasoningEngineOptions? options)
    {
        try
        {
            return new ReasoningEngine(model, options, ownsModel: true);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
