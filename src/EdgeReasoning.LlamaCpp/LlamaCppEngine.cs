using EdgeReasoning.Reasoning;
using Microsoft.Extensions.Logging;

namespace EdgeReasoning.LlamaCpp;

/// <summary>Makes engines over llama.cpp.</summary>
public static class LlamaCppEngine
{
    /// <summary>Loads a GGUF model and makes an engine that owns it.</summary>
    /// <param name="path">A GGUF file; of a model in several files, the first.</param>
    /// <param name="options">How llama.cpp is found and where the model lies; null for the CPU and the packaged libraries.</param>
    /// <param name="engineOptions">How many traces of what length are decoded at once, and the like; null for the defaults.</param>
    /// <param name="progress">Told from 0 to 1 while the weights are read, on the loading thread.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <returns>The engine; disposing it frees the model.</returns>
    /// <exception cref="ArgumentException">The path is empty, or an option is out of its range.</exception>
    /// <exception cref="NativeLibraryException">llama.cpp is missing, of another version, or has no such device.</exception>
    /// <exception cref="Inference.ModelLoadException">The file is missing, corrupt, or of a model that llama.cpp cannot decode.</exception>
    /// <exception cref="InsufficientMemoryException">The weights or the context need more memory than is free.</exception>
    public static async Task<ReasoningEngine> LoadAsync(
        string path,
        LlamaCppOptions? options = null,
        ReasoningEngineOptions? engineOptions = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        engineOptions ??= new ReasoningEngineOptions();
        engineOptions.Validate();
        options ??= new LlamaCppOptions();
        // One factory serves both, whichever of the two was given it.
        ILoggerFactory? loggers = engineOptions.LoggerFactory ?? options.LoggerFactory;
        LlamaCppModel model = await LlamaCppModel.LoadAsync(path, options with { LoggerFactory = options.LoggerFactory ?? loggers }, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            // Making a context takes memory and time: not on the caller's thread either.
            return await Task.Run(() => new ReasoningEngine(model, engineOptions with { LoggerFactory = loggers }, ownsModel: true), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
