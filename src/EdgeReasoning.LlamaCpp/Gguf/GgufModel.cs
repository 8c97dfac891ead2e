using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>A model's header, checked: what llama.cpp may be given.</summary>
/// <param name="Info">What is known of the model.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="PositionLimit">Tokens that its learned position embeddings reach to; null where positions are computed.</param>
internal sealed record GgufModel(ModelInfo Info, GgufHyperparameters Sizes, long? PositionLimit)
{
    /// <summary>Reads and checks a model.</summary>
    /// <param name="path">Its file; of a model in several files, the first.</param>
    /// <exception cref="ModelLoadException">It is missing, corrupt, or of an architecture that cannot continue a text.</exception>
    public static GgufModel Read(string path) => Of(GgufSplits.Read(path));

    /// <summary>Checks a model whose files have been read.</summary>
    /// <param name="files">Its files, the one with the metadata first.</param>
    /// <exception cref="ModelLoadException">It does not agree with itself, or is of an architecture that cannot continue a text.</exception>
    internal static GgufModel Of(IReadOnlyList<GgufFile> files)
    {
        string path = files[0].Path;
        GgufMetadata metadata = files[0].Metadata;
        var sizes = new GgufHyperparameters(metadata);
        try
        {
            HyperparameterCheck.Require(sizes, metadata);
            VocabularyCheck.Require(metadata);
            if (files.All(file => file.Tensors.Count == 0))
                throw new InvalidDataException("it has a vocabulary only, and no weights");
        }
        catch (InvalidDataException exception)
        {
            throw new ModelLoadException(path, $"'{path}' is not a model that can be loaded: {exception.Message}.", exception);
        }

        GgufTensor? positions = files.SelectMany(file => file.Tensors).FirstOrDefault(tensor => tensor.Name == "position_embd.weight");
        return new GgufModel(GgufModelInfo.Read(files), sizes, positions?.Shape[^1]);
    }
}
