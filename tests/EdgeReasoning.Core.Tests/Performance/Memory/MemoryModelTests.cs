using EdgeReasoning.Inference;
using NUnit.Framework;

namespace EdgeReasoning.Performance.Tests.Memory;

public sealed class MemoryModelTests
{
    /// <summary>The planner's golden memories (energy_planner.json): weights + KV · (512 + k · O), in gigabytes.</summary>
    [TestCase(3.6, 2.8e-05, 64, 1, 3.616128)]
    [TestCase(29.5, 0.000197, 64, 16, 29.802592)]
    [TestCase(29.5, 0.000197, 128, 16, 30.00432)]
    public void PredictBytes_SharedPrompt_CountsItOnce(double weights, double kv, int reply, int sequences, double gigabytes)
    {
        MemoryModel model = new() { WeightBytes = weights, KvBytesPerToken = kv, Layout = KvLayout.Unified };

        Assert.That(model.PredictBytes(512, reply, sequences), Is.EqualTo(gigabytes).Within(1e-9));
    }

    [Test]
    public void PredictBytes_SeparateMemory_CopiesThePrompt()
    {
        MemoryModel model = new() { WeightBytes = 1000, KvBytesPerToken = 2, ComputeBytes = 50, ComputeBytesPerBatchToken = 3 };

        Assert.That(model.PredictBytes(100, 10, 4, batchTokens: 7), Is.EqualTo(1000 + 50 + 21 + (2 * 4 * 110)));
        Assert.That(model.ReservedBytes(new ContextLimits(128, 512, 4, 7, KvLayout.Separate)), Is.EqualTo(1000 + 50 + 21 + (2 * 512)));
    }

    [Test]
    public void MaxSequences_WithinMemory_IsTheLastThatFits()
    {
        MemoryModel model = new() { WeightBytes = 1000, KvBytesPerToken = 2 };

        Assert.That(model.MaxSequences(1000 + (2 * 110 * 5) + 219, 100, 10), Is.EqualTo(5));
        Assert.That(model.MaxSequences(999, 100, 10), Is.Zero);
    }

    /// <summary>Llama 3 8B: 32 layers, 8 KV heads of 128; 128 KiB a token in f16, and GGML's q8_0 has 34 bytes for 32 elements.</summary>
    [TestCase("f16", "f16", 131072)]
    [TestCase("F32", "f32", 262144)]
    [TestCase("q8_0", "q8_0", 69632)]
    [TestCase("q8_0", "q4_0", 53248)]
    public void BytesPerToken_ByType_CountsTheScales(string keys, string values, double bytes)
        => Assert.That(new KvShape(32, 8, 128).BytesPerToken(keys, values), Is.EqualTo(bytes));

    [Test]
    public void BytesPerToken_UnknownType_NamesTheKnownOnes()
        => Assert.That(() => new KvShape(1, 1, 1).BytesPerToken("q3_k"), Throws.ArgumentException.With.Message.Contains("'q3_k'").And.Message.Contains("q8_0"));
}
