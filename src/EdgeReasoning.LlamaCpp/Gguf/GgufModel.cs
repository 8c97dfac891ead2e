using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Gguf;

/// <summary>A model's header, checked: what llama.cpp may be given.</summary>
/// <param name="Info">What is known of the model.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="PositionLimit">Tokens that its learned position embeddings reach to; null where positions are computed.</param>
internal sealed record GgufModel(ModelInfo Info, GgufHyperparameters Sizes, long? PositionLimit)
{
    /// <summary>Reads and checks a model.</summary>
    /// <exception cref="ModelLoadException">It is missing, corrupt, or of an architecture that cannot be decoded.</exception>
    public static GgufModel Read(string path)
    {
        GgufFile file = GgufFile.Read(path);
        var sizes = new GgufHyperparameters(file.Metadata);
        GgufTensor? positions = file.Tensors.FirstOrDefault(tensor => tensor.Name == "position_embd.weight");
        return new GgufModel(GgufModelInfo.Read([file]), sizes, positions?.Shape[^1]);
    }
}
