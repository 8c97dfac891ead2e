using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.LLamaSharp.Native;
using LLama;
using LLama.Common;

namespace EdgeReasoning.LLamaSharp;

/// <summary>A GGUF model loaded by LLamaSharp.</summary>
/// <remarks>
/// <para>Safe from several threads. Dispose its contexts first. While a batch is decoded, other contexts of LLamaSharp in this process wait, as
/// they do for each other.</para>
/// <para>Of the parameters, the model takes where it lies (<see cref="ModelParams.GpuLayerCount"/> and what goes with it), threads, the types of
/// KV memory and the scaling of positions. How large a context is, and how its sequences lie, comes from <see cref="ContextOptions"/>.</para>
/// </remarks>
public sealed class LLamaSharpModel : IInferenceModel
{
    private readonly LLamaWeights _weights;
    private readonly bool _ownsWeights;
    private readonly ModelParams _parameters;
    private readonly GgufModel _file;
    private readonly SharpRuntime _runtime;
    private readonly SharpPlacement _placement;
    private readonly SharpVocabulary _vocabulary;
    private int _contexts;
    private bool _isDisposed;

    internal LLamaSharpModel(LLamaWeights weights, bool ownsWeights, ModelParams parameters, GgufModel file, SharpRuntime runtime, SharpPlacement placement)
    {
        SharpRequirements.Require(weights.NativeHandle, file, parameters.ModelPath);
        _weights = weights;
        _ownsWeights = ownsWeights;
        _parameters = parameters;
        _file = file;
        _runtime = runtime;
        _placement = placement;
        _vocabulary = new SharpVocabulary(weights);
        Info = file.Info with { VocabularySize = _vocabulary.Size };
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">A GGUF file; of a model in several files, the first.</param>
    /// <param name="backend">The kind of device. The CPU gets no layer on a GPU, any other all of them; one that is not there is an error.</param>
    /// <param name="progress">Told from 0 to 1 while the weights are read, on the loading thread.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <exception cref="ArgumentException">The path is empty, or there is no such backend.</exception>
    /// <exception cref="NativeLibraryException">LLamaSharp found no llama.cpp, one that is not its own, or no such device.</exception>
    /// <exception cref="ModelLoadException">The file is missing, corrupt, or of a model that llama.cpp cannot decode.</exception>
    public static Task<LLamaSharpModel> LoadAsync(
        string path, LlamaBackend backend = LlamaBackend.Cpu, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return LoadAsync(new ModelParams(path) { GpuLayerCount = backend == LlamaBackend.Cpu ? 0 : -1 }, backend, progress, cancellationToken);
    }

    /// <summary>Loads a model by LLamaSharp's own parameters.</summary>
    /// <param name="parameters">The file, where its layers go, threads and the like; copied.</param>
    /// <param name="backend">The kind of device that it has to be decoded by. Null, the default, takes the one that LLamaSharp does:
    /// a GPU where there is one and <see cref="ModelParams.GpuLayerCount"/> is not 0, else the CPU.</param>
    /// <param name="progress">Told from 0 to 1 while the weights are read, on the loading thread.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <exception cref="ArgumentException">The parameters name no file, or ask for the vocabulary only, or there is no such backend.</exception>
    /// <exception cref="NativeLibraryException">LLamaSharp found no llama.cpp, one that is not its own, or no such device.</exception>
    /// <exception cref="ModelLoadException">The file is missing, corrupt, or of a model that llama.cpp cannot decode.</exception>
    public static Task<LLamaSharpModel> LoadAsync(
        ModelParams parameters, LlamaBackend? backend = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Require(parameters, backend);
        return SharpLoader.LoadAsync(parameters with { }, backend, progress, cancellationToken);
    }

    /// <summary>Takes weights that the app has loaded; they stay the app's, which disposes them after the model.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="parameters">What they were loaded with: LLamaSharp does not remember the file and where the layers went. Copied.</param>
    /// <param name="backend">The kind of device that they have to be decoded by. Null, the default, takes the one that LLamaSharp does.</param>
    /// <exception cref="ArgumentException">The parameters name no file, or another one than the weights are from, or there is no such backend.</exception>
    /// <exception cref="ObjectDisposedException">The weights are disposed.</exception>
    /// <exception cref="NativeLibraryException">The llama.cpp that LLamaSharp loaded is not its own, or the weights are on another device.</exception>
    /// <exception cref="ModelLoadException">The file is missing, or of a model that llama.cpp cannot decode.</exception>
    public static LLamaSharpModel FromWeights(LLamaWeights weights, ModelParams parameters, LlamaBackend? backend = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Require(parameters, backend);
        ObjectDisposedException.ThrowIf(weights.NativeHandle.IsClosed, weights);
        return SharpLoader.Take(weights, parameters with { }, backend);
    }

    /// <inheritdoc/>
    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        ThrowIfDisposed();
        return _vocabulary.Tokenize(text, addSpecial, parseSpecial);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetTokenBytes(int token)
    {
        ThrowIfDisposed();
        return _vocabulary.GetBytes(token);
    }

    /// <inheritdoc/>
    public bool IsEndOfGeneration(int token)
    {
        ThrowIfDisposed();
        return _vocabulary.IsEndOfGeneration(token);
    }

    /// <inheritdoc/>
    public IInferenceContext CreateContext(ContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfDisposed();
        IInferenceContext context = SharpContextFactory.Create(
            _runtime, _weights.NativeHandle, _file, _placement, _parameters, options, closed: () => Interlocked.Decrement(ref _contexts));
        Interlocked.Increment(ref _contexts);
        return context;
    }

    /// <summary>Frees the model; weights that it was given stay loaded.</summary>
    /// <exception cref="InvalidOperationException">A context of it is not disposed yet.</exception>
    public void Dispose()
    {
        if (!_isDisposed && Volatile.Read(ref _contexts) is > 0 and var open)
            throw new InvalidOperationException($"{open} contexts of the model '{Info.Name}' are still open; dispose them before the model.");
        _isDisposed = true;
        if (_ownsWeights) _weights.Dispose();
    }

    private static void Require(ModelParams parameters, LlamaBackend? backend)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (string.IsNullOrEmpty(parameters.ModelPath))
            throw new ArgumentException("ModelPath is empty; name the GGUF file.", nameof(parameters));
        if (parameters.VocabOnly)
            throw new ArgumentException("VocabOnly is true; without weights nothing can be decoded.", nameof(parameters));
        if (backend is { } kind && !Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException(nameof(backend), backend, "There is no such backend.");
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed || _weights.NativeHandle.IsClosed, this);
}
