using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>The contract on real llama.cpp and a real model.</summary>
[TestFixture(KvLayout.Separate, 1)]
[TestFixture(KvLayout.Separate, 2)]
[TestFixture(KvLayout.Unified, 1)]
[TestFixture(KvLayout.Unified, 2)]
public sealed class LlamaCppContractTests(KvLayout layout, int threads) : InferenceContractTests
{
    protected override KvLayout Layout => layout;

    protected override string SampleText => "<bos><user>Gus has 18 coins. Gus gives 8. Gus doubles. How many?<assistant><think>";

    protected override IInferenceModel CreateModel() =>
        LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = threads }).GetAwaiter().GetResult();
}
