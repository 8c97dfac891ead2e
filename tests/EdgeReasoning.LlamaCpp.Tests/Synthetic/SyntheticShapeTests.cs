using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Synthetic;

public sealed class SyntheticShapeTests
{
    /// <summary>
    /// Weights of the published files, tied embeddings counted once: the sum over the tensors of Qwen/Qwen2-0.5B, Qwen2-1.5B, Qwen2-7B,
    /// Qwen2.5-14B, Qwen3-8B, Qwen3-14B, meta-llama/Llama-3.2-1B and Llama-3.1-8B as their Hugging Face pages state them.
    /// </summary>
    [TestCase("qwen2-0.5b", 494_032_768)]
    [TestCase("qwen2-1.5b", 1_543_714_304)]
    [TestCase("qwen2-7b", 7_615_616_512)]
    [TestCase("qwen2-14b", 14_770_033_664)]
    [TestCase("qwen3-8b", 8_190_735_360)]
    [TestCase("qwen3-14b", 14_768_307_200)]
    [TestCase("llama3-1b", 1_235_814_400)]
    [TestCase("llama3-8b", 8_030_261_248)]
    public void ParameterCount_NamedShape_IsThePublishedOne(string name, long parameters)
        => Assert.That(SyntheticShape.Of(name).ParameterCount, Is.EqualTo(parameters));

    /// <summary>The model cards of Qwen3-0.6B, 1.7B and 4B: 0.44 B, 1.4 B and 3.6 B weights beside the embeddings.</summary>
    [TestCase("qwen3-0.6b", 0.44e9, 0.005e9)]
    [TestCase("qwen3-1.7b", 1.4e9, 0.05e9)]
    [TestCase("qwen3-4b", 3.6e9, 0.05e9)]
    public void ParameterCount_WithoutEmbeddings_IsThePublishedOne(string name, double parameters, double rounding)
    {
        SyntheticShape shape = SyntheticShape.Of(name);

        Assert.That(shape.ParameterCount - ((long)shape.VocabularySize * shape.Width), Is.EqualTo(parameters).Within(rounding));
    }

    [Test]
    public void Of_AnotherName_ListsThoseThereAre()
        => Assert.That(() => SyntheticShape.Of("qwen9"), Throws.ArgumentException.With.Message.Contains("qwen2-1.5b").And.Message.Contains("llama3-8b"));

    [Test]
    public void DiskBytes_WrongSize_IsNamed()
    {
        SyntheticShape small = SyntheticModelTests.Small(SyntheticArchitecture.Llama);
        Assert.Multiple(() =>
        {
            Refused(small with { Layers = 0 }, "Layers");
            Refused(small with { Width = 65 }, "Width");
            Refused(small with { FeedForward = 100 }, "FeedForward");
            Refused(small with { KvHeads = 3 }, "KvHeads");
            Refused(small with { HeadDimension = 32 }, "HeadDimension");
            Refused(small with { VocabularySize = 100 }, "VocabularySize");
            Refused(small with { ContextLength = 1 }, "ContextLength");
            Refused(small with { RopeBase = float.NaN }, "RopeBase");
        });

        static void Refused(SyntheticShape shape, string name)
            => Assert.That(() => SyntheticModel.DiskBytes(shape, LlamaQuantization.Q4_0), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(name));
    }
}
