using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

public sealed class LlamaCppQuantizerTests
{
    private TemporaryFolder _folder = null!;

    private string Target => Path.Combine(_folder.Path, "smaller.gguf");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(LlamaQuantization.F16, "F16", GgufTensorType.F16)]
    [TestCase(LlamaQuantization.Q8_0, "Q8_0", GgufTensorType.Q8_0)]
    [TestCase(LlamaQuantization.Q4_0, "Q4_0", GgufTensorType.Q4_0)]
    public async Task Quantize_TinyModel_HasMatricesOfThatTypeAndLoads(LlamaQuantization quantization, string name, GgufTensorType type)
    {
        LlamaCppQuantizer.Quantize(TinyModels.PrototypeReasoner, Target, quantization, new LlamaCppOptions { Threads = 1 });

        GgufFile file = GgufFile.Read(Target);
        Assert.That(file.Tensors.Single(tensor => tensor.Name == "blk.0.ffn_down.weight").Type, Is.EqualTo(type));
        Assert.That(file.Tensors.Single(tensor => tensor.Name == "blk.0.ffn_norm.weight").Type, Is.EqualTo(GgufTensorType.F32));
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(Target, new LlamaCppOptions { Threads = 1 });
        Assert.That(model.Info.Quantization, Is.EqualTo(name));
        Assert.That(new FileInfo(Target).Length, Is.LessThan(new FileInfo(TinyModels.PrototypeReasoner).Length * 0.6));
    }

    [Test]
    public void Quantize_WhatIsQuantisedAlready_IsRefusedWithLlamaCppsWords()
    {
        LlamaCppQuantizer.Quantize(TinyModels.PrototypeReasoner, Target, LlamaQuantization.Q8_0);
        Assert.That(() => LlamaCppQuantizer.Quantize(Target, Target + "2", LlamaQuantization.Q4_0),
            Throws.InstanceOf<ModelLoadException>().With.Message.Contains("requantizing"));
    }

    [Test]
    public void Quantize_NoModel_IsRefused() =>
        Assert.That(() => LlamaCppQuantizer.Quantize(_folder.File("text.gguf", "no model"), Target, LlamaQuantization.Q8_0), Throws.InstanceOf<ModelLoadException>());

    [Test]
    public void Quantize_BadArguments_Throws()
    {
        Assert.That(() => LlamaCppQuantizer.Quantize("", Target, LlamaQuantization.Q8_0), Throws.ArgumentException);
        Assert.That(() => LlamaCppQuantizer.Quantize(Target, Target, LlamaQuantization.Q8_0), Throws.ArgumentException);
        Assert.That(() => LlamaCppQuantizer.Quantize(TinyModels.PrototypeReasoner, Target, (LlamaQuantization)99), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
