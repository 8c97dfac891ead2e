using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.LlamaCpp.Native;

namespace EdgeReasoning.LlamaCpp;

/// <summary>A GGUF model loaded by llama.cpp.</summary>
/// <remarks>Safe from several threads. Dispose its contexts first.</remarks>
public sealed class LlamaCppModel : IInferenceModel
{
    private readonly ModelHandle _handle;
    private readonly NativeVocabulary _vocabulary;
    private readonly NativeRuntime _runtime;
    private readonly NativeDevice[] _devices;
    private readonly LlamaCppOptions _options;
    private readonly GgufModel _file;

    private LlamaCppModel(ModelHandle handle, GgufModel file, NativeRuntime runtime, NativeDevice[] devices, LlamaCppOptions options)
    {
        _handle = handle;
        _file = file;
        _runtime = runtime;
        _devices = devices;
        _options = options;
        _vocabulary = new NativeVocabulary(handle);
        Info = file.Info with { VocabularySize = _vocabulary.Size };
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">A GGUF file; of a model in several files, the first.</param>
    /// <param name="options">How; null is the default.</param>
    /// <param name="progress">Told from 0 to 1 while the weights are read, on the loading thread.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <exception cref="ArgumentException">The path is empty, or an option is out of its range.</exception>
    /// <exception cref="NativeLibraryException">llama.cpp is missing, of another version, or has no such device.</exception>
    /// <exception cref="ModelLoadException">The file is missing, corrupt, or of a model that llama.cpp cannot decode.</exception>
    /// <exception cref="InsufficientMemoryException">The weights need more memory than is free.</exception>
    public static Task<LlamaCppModel> LoadAsync(
        string path, LlamaCppOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new LlamaCppOptions();
        options.Validate();
        return Task.Run(() => Load(path, options, progress, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return _vocabulary.Tokenize(text, addSpecial, parseSpecial);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetTokenBytes(int token)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return _vocabulary.GetBytes(token);
    }

    /// <inheritdoc/>
    public bool IsEndOfGeneration(int token)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return _vocabulary.IsEndOfGeneration(token);
    }

    /// <inheritdoc/>
    public IInferenceContext CreateContext(ContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return ContextFactory.Create(_handle, _file, Info, _runtime, _devices, _options, options);
    }

    /// <inheritdoc/>
    public ITokenGrammar CreateGrammar(GbnfGrammar grammar)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return LlamaCppGrammar.Create(_vocabulary, grammar);
    }

    /// <summary>Frees the model.</summary>
    /// <exception cref="InvalidOperationException">A context of it is not disposed yet.</exception>
    public void Dispose()
    {
        if (!_handle.IsClosed && _handle.Contexts > 0)
            throw new InvalidOperationException($"{_handle.Contexts} contexts of the model '{Info.Name}' are still open; dispose them before the model.");
        _handle.Dispose();
    }

    private static LlamaCppModel Load(string path, LlamaCppOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        GgufModel file = GgufModel.Read(path);
        cancellationToken.ThrowIfCancellationRequested();
        NativeRuntime runtime = NativeRuntime.Load(options);
        NativeDevice[] devices = runtime.DevicesOf(options.Backend);
        DeviceSelection.Require(devices, options);
        bool isCopied = !options.UseMemoryMap || DeviceSelection.IsOnGpu(options, file.Info.LayerCount);
        if (isCopied) MemoryEstimate.RequireWeights(file.Info, DeviceSelection.FreeBytes(devices, options, file.Info.LayerCount), devices[0].Description);
        ModelHandle handle = ModelLoader.Load(path, options, devices, progress, cancellationToken);
        try
        {
            ModelRequirements.Require(handle, path);
            return new LlamaCppModel(handle, file, runtime, devices, options);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }
}
