using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.LlamaCpp.Native;
using LLama;
using LLama.Common;
using LLama.Exceptions;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>Has LLamaSharp load files that were found to be sound, and looks at weights that it has loaded.</summary>
internal static class SharpLoader
{
    /// <summary>Loads a file on another thread.</summary>
    public static async Task<LLamaSharpModel> LoadAsync(ModelParams parameters, LlamaBackend? backend, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (file, runtime, placement) = await Task.Run(() => Look(parameters, backend), cancellationToken).ConfigureAwait(false);
        LLamaWeights weights = await LoadWeightsAsync(parameters, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            return new LLamaSharpModel(weights, ownsWeights: true, parameters, file, runtime, placement);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Takes weights that are loaded.</summary>
    public static LLamaSharpModel Take(LLamaWeights weights, ModelParams parameters, LlamaBackend? backend)
    {
        var (file, runtime, placement) = Look(parameters, backend);
        if (file.Info.ParameterCount is { } count && (ulong)count != weights.ParameterCount)
        {
            throw new ArgumentException(
                $"The weights have {weights.ParameterCount} parameters, and '{parameters.ModelPath}' has {count}: pass the parameters that the weights were loaded with.", nameof(parameters));
        }

        return new LLamaSharpModel(weights, ownsWeights: false, parameters, file, runtime, placement);
    }

    private static (GgufModel File, SharpRuntime Runtime, SharpPlacement Placement) Look(ModelParams parameters, LlamaBackend? backend)
    {
        GgufModel file = GgufModel.Read(parameters.ModelPath);
        SharpRuntime runtime = SharpRuntime.Load();
        return (file, runtime, SharpPlacement.Of(runtime.Devices, parameters, file.Info.LayerCount ?? int.MaxValue, backend));
    }

    private static async Task<LLamaWeights> LoadWeightsAsync(ModelParams parameters, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        // What the caller's IProgress throws must not unwind through native frames: it stops loading, and is thrown afterwards.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var report = new ProgressReport(progress, cancellationToken);
        try
        {
            return await LLamaWeights.LoadFromFileAsync(parameters, stop.Token, new Reporter(report, stop)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            report.Failure?.Throw();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (Exception exception) when (exception is LoadWeightsFailedException or IOException or InvalidOperationException)
        {
            throw new ModelLoadException(parameters.ModelPath, $"LLamaSharp could not load '{parameters.ModelPath}': {exception.Message}. Its log has more (NativeLogConfig.llama_log_set).", exception);
        }
    }

    private sealed class Reporter(ProgressReport report, CancellationTokenSource stop) : IProgress<float>
    {
        public void Report(float value)
        {
            if (!report.Continue(value)) stop.Cancel();
        }
    }
}
