using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Refuses models that llama.cpp loads but cannot continue a text with, token by token.</summary>
internal static class ModelRequirements
{
    public static void Require(ModelHandle model, string path)
    {
        if (NativeMethods.llama_model_has_encoder(model) || !NativeMethods.llama_model_has_decoder(model))
            throw new ModelLoadException(path, $"'{path}' is a model with an encoder; only decoder models, which continue a text, can reason.");
        if (NativeMethods.llama_model_is_diffusion(model))
            throw new ModelLoadException(path, $"'{path}' is a diffusion model; only models that decode token by token can reason.");
    }
}
