using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Tests.Gguf;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>The contract on a recurrent model (Mamba, with random weights), whose memory cannot be rewound.</summary>
public sealed class RecurrentContractTests : InferenceContractTests
{
    protected override string SampleText => "abcdabdcacbdbacdd";

    protected override IInferenceModel CreateModel()
    {
        using var folder = new TemporaryFolder();
        string path = GgufBuilder.Mamba(new Random(7)).BuildFile(folder.Path);
        return LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1, UseMemoryMap = false }).GetAwaiter().GetResult();
    }

    [Test]
    public void Capabilities_OfRecurrentMemory_HaveNoRewind()
    {
        using IInferenceModel model = CreateModel();
        using IInferenceContext context = model.CreateContext(new ContextOptions { SequenceTokens = 64, MaxSequences = 2 });
        Assert.That(context.Capabilities, Is.EqualTo(ContextCapabilities.None));
        Assert.That(model.Info.KvBytesPerToken, Is.Null.Or.Zero);
    }
}
