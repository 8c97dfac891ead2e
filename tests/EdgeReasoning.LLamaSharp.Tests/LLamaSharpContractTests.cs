using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Testing;
using LLama.Common;
using NUnit.Framework;

namespace EdgeReasoning.LLamaSharp.Tests;

/// <summary>The contract on LLamaSharp and a real model.</summary>
[TestFixture(KvLayout.Separate, 1)]
[TestFixture(KvLayout.Separate, 2)]
[TestFixture(KvLayout.Unified, 1)]
public sealed class LLamaSharpContractTests(KvLayout layout, int threads) : InferenceContractTests
{
    protected override KvLayout Layout => layout;

    protected override string SampleText => "<bos><user>Gus has 18 coins. Gus gives 8. Gus doubles. How many?<assistant><think>";

    protected override IInferenceModel CreateModel() => LLamaSharpModel.LoadAsync(
        new ModelParams(TinyModels.PrototypeReasoner) { GpuLayerCount = 0, Threads = threads, BatchThreads = threads }).GetAwaiter().GetResult();
}
