using EdgeReasoning.LlamaCpp.Gguf;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Gguf;

public sealed class GgufBlockTests
{
    // Bits per weight as llama.cpp's documentation of quantisations gives them (tools/quantize/README.md, ggml-quants).
    [TestCase(GgufTensorType.F16, 16)]
    [TestCase(GgufTensorType.Q4_0, 4.5)]
    [TestCase(GgufTensorType.Q5_1, 6)]
    [TestCase(GgufTensorType.Q8_0, 8.5)]
    [TestCase(GgufTensorType.Q2_K, 2.625)]
    [TestCase(GgufTensorType.Q3_K, 3.4375)]
    [TestCase(GgufTensorType.Q4_K, 4.5)]
    [TestCase(GgufTensorType.Q5_K, 5.5)]
    [TestCase(GgufTensorType.Q6_K, 6.5625)]
    [TestCase(GgufTensorType.IQ1_S, 1.5625)]
    [TestCase(GgufTensorType.IQ2_XXS, 2.0625)]
    [TestCase(GgufTensorType.IQ2_XS, 2.3125)]
    [TestCase(GgufTensorType.IQ3_XXS, 3.0625)]
    [TestCase(GgufTensorType.IQ4_XS, 4.25)]
    [TestCase(GgufTensorType.MXFP4, 4.25)]
    public void Of_Type_HasItsBitsPerWeight(GgufTensorType type, double bits)
    {
        GgufBlock block = GgufBlock.Of(type)!.Value;
        Assert.That(8.0 * block.Bytes / block.Elements, Is.EqualTo(bits));
    }

    [Test]
    public void Of_EveryNamedType_IsKnown() =>
        Assert.That(Enum.GetValues<GgufTensorType>(), Has.All.Matches<GgufTensorType>(type => GgufBlock.Of(type) is not null));

    [Test]
    public void Of_RemovedType_IsUnknown() => Assert.That(GgufBlock.Of((GgufTensorType)31), Is.Null);
}
