using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using LLama.Native;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>Refuses models that llama.cpp loads but cannot continue a text with, token by token.</summary>
internal static class SharpRequirements
{
    public static void Require(SafeLlamaModelHandle model, GgufModel file, string path)
    {
        if (model.HasEncoder || !model.HasDecoder)
            throw new ModelLoadException(path, $"'{path}' is a model with an encoder; only decoder models, which continue a text, can reason.");
        if (model.IsDiffusion)
            throw new ModelLoadException(path, $"'{path}' is a diffusion model; only models that decode token by token can reason.");
        if (file.Info.VocabularySize > 0 && model.Vocab.Count != file.Info.VocabularySize)
            throw new ModelLoadException(path, $"'{path}' has {file.Info.VocabularySize} tokens, and LLamaSharp's weights have {model.Vocab.Count}: they are not from that file.");
    }
}
