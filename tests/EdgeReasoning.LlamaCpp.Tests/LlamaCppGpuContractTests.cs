using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>The contract on a GPU, where there is one. A process holds one set of libraries: point <c>EDGEREASONING_LLAMACPP</c> at the set of that GPU.</summary>
[TestFixture(LlamaBackend.Cuda, KvLayout.Separate)]
[TestFixture(LlamaBackend.Cuda, KvLayout.Unified)]
[TestFixture(LlamaBackend.Vulkan, KvLayout.Separate)]
[TestFixture(LlamaBackend.Vulkan, KvLayout.Unified)]
public sealed class LlamaCppGpuContractTests(LlamaBackend backend, KvLayout layout) : InferenceContractTests
{
    protected override KvLayout Layout => layout;

    protected override string SampleText => "<bos><user>Gus has 18 coins. Gus gives 8. Gus doubles. How many?<assistant><think>";

    protected override IInferenceModel CreateModel()
    {
        try
        {
            return LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Backend = backend }).GetAwaiter().GetResult();
        }
        catch (NativeLibraryException exception)
        {
            throw new IgnoreException(exception.Message);
        }
    }
}
