using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.LlamaCpp.Native;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

public sealed class MemoryEstimateTests
{
    private static readonly GgufModel Tiny = GgufModel.Read(TinyModels.PrototypeReasoner);

    [TestCase(KvType.F16, KvType.F16, 2.0, 2.0)]
    [TestCase(KvType.F32, KvType.F16, 4.0, 2.0)]
    [TestCase(KvType.Q8_0, KvType.Q4_0, 34 / 32.0, 18 / 32.0)]
    public void Of_KvTypes_CountsTheirBytes(KvType keys, KvType values, double keyBytes, double valueBytes)
    {
        MemoryEstimate estimate = MemoryEstimate.Of(Tiny.Sizes, 64, keys, values, Parameters());
        Assert.That(estimate.KvBytes, Is.EqualTo(1024 * 3 * 96 * (keyBytes + valueBytes)));
    }

    [Test]
    public void Of_AttentionNotFused_CountsItsScores()
    {
        LlamaContextParams fused = Parameters(), apart = Parameters();
        fused.FlashAttention = (int)LlamaFlashAttention.On;
        apart.FlashAttention = (int)LlamaFlashAttention.Off;
        double more = MemoryEstimate.Of(Tiny.Sizes, 64, KvType.F16, KvType.F16, apart).ComputeBytes - MemoryEstimate.Of(Tiny.Sizes, 64, KvType.F16, KvType.F16, fused).ComputeBytes;
        Assert.That(more, Is.EqualTo(2.0 * 4 * 64 * (1024 / 4) * sizeof(float)), "two copies, 4 heads, 64 rows, 256 tokens a sequence");
    }

    [Test]
    public void Require_MoreThanFree_HasBothNumbers()
    {
        var estimate = new MemoryEstimate(KvBytes: 300 * 1024 * 1024, ComputeBytes: 100 * 1024 * 1024);
        Assert.That(() => estimate.Require(200 * 1024 * 1024, "the GPU", new ContextOptions(), 4096),
            Throws.TypeOf<InsufficientMemoryException>().With.Message.Contains("400 MiB").And.Message.Contains("200 MiB").And.Message.Contains("the GPU"));
    }

    [Test]
    public void Require_EnoughOrUnknown_Passes()
    {
        var estimate = new MemoryEstimate(100, 100);
        Assert.That(() => estimate.Require(200, "x", new ContextOptions(), 1), Throws.Nothing);
        Assert.That(() => estimate.Require(null, "x", new ContextOptions(), 1), Throws.Nothing);
    }

    [Test]
    public void RequireWeights_MoreThanFree_HasBothNumbers() =>
        Assert.That(() => MemoryEstimate.RequireWeights(Tiny.Info with { SizeBytes = 5L << 30 }, 1L << 30, "the GPU"),
            Throws.TypeOf<InsufficientMemoryException>().With.Message.Contains("5,120 MiB").And.Message.Contains("1,024 MiB"));

    [Test]
    public void OfMachine_Now_IsPositive() => Assert.That(FreeMemory.OfMachine(), Is.Positive);

    [Test]
    public void AvailableOfLinux_ItsLine_IsInBytes()
    {
        using var folder = new TemporaryFolder();
        Assert.That(FreeMemory.AvailableOfLinux(folder.File("meminfo", "MemTotal:  100 kB\nMemAvailable:   42 kB\n")), Is.EqualTo(42 * 1024));
        Assert.That(FreeMemory.AvailableOfLinux(folder.File("other", "MemTotal:  100 kB\n")), Is.Null);
    }

    private static LlamaContextParams Parameters() => new() { ContextTokens = 1024, BatchTokens = 64, MicroBatchTokens = 64, MaxSequences = 4 };
}
