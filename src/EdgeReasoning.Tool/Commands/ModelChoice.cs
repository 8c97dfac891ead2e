using System.CommandLine;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;

namespace EdgeReasoning.Tool.Commands;

/// <summary>Which model, and how it is decoded: the options that every command with a model has.</summary>
internal sealed class ModelChoice
{
    private const string TinyPrefix = "tiny:";

    private readonly Option<LlamaBackend> _backend = new("--backend") { Description = "Cpu, Cuda, Vulkan or Metal.", DefaultValueFactory = _ => LlamaBackend.Cpu };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads that decode. Default: the physical cores; 1 for a tiny model, which is faster so." };
    private readonly Option<int?> _gpuLayers = new("--gpu-layers") { Description = "Layers on the GPU. Default: all of them." };
    private readonly Option<int?> _context = new("--context") { Description = "Tokens of a prompt and its reply together. Default: what the model was trained on, at most 4096." };

    /// <summary>The options.</summary>
    public IEnumerable<Option> Options => [_backend, _threads, _gpuLayers, _context];

    /// <summary>The file that a model's name stands for.</summary>
    public static string PathOf(string model) => model.StartsWith(TinyPrefix, StringComparison.Ordinal) ? TinyModels.Find(model[TinyPrefix.Length..])
        : File.Exists(model) ? model
        : model.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || model.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException($"'{model}' is a server. Name it in a study file, with what it calls its model: models: [{{ url: {model}, model: NAME }}].", nameof(model))
        : throw new FileNotFoundException($"There is no model file '{model}'. Give the path of a GGUF file, or {TinyPrefix}NAME for one that comes along: {string.Join(", ", TinyModels.Names)}.", model);

    /// <summary>What a model is called in tables: its file's name.</summary>
    public static string NameOf(string model) => model.StartsWith(TinyPrefix, StringComparison.Ordinal) ? model[TinyPrefix.Length..] : Path.GetFileNameWithoutExtension(model);

    /// <summary>How a model is decoded.</summary>
    public LlamaCppOptions Read(ParseResult parsed, string model) => new()
    {
        Backend = parsed.GetValue(_backend),
        Threads = parsed.GetValue(_threads) ?? (model.StartsWith(TinyPrefix, StringComparison.Ordinal) ? 1 : null),
        GpuLayers = parsed.GetValue(_gpuLayers),
    };

    /// <summary>Loads a model.</summary>
    public Task<ReasoningEngine> LoadAsync(ParseResult parsed, string model, ReasoningEngineOptions options, CancellationToken cancellationToken) =>
        LlamaCppEngine.LoadAsync(PathOf(model), Read(parsed, model), options with { SequenceTokens = parsed.GetValue(_context) ?? options.SequenceTokens }, cancellationToken: cancellationToken);
}
