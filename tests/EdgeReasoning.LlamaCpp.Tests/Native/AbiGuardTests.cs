using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

public sealed class AbiGuardTests
{
    [Test]
    public void FindDifference_KnownDefaults_FindsNone()
    {
        Assert.That(AbiGuard.FindDifference(ModelDefaults()), Is.Null);
        Assert.That(AbiGuard.FindDifference(ContextDefaults()), Is.Null);
    }

    [Test]
    public void FindDifference_ContextStructShiftedByAField_FindsIt([Values(4, 8)] int bytes, [Range(0, 152, 8)] int at)
    {
        // A field that was put in at some place moves what lies behind it.
        LlamaContextParams defaults = ContextDefaults();
        Span<byte> old = MemoryMarshal.AsBytes(new Span<LlamaContextParams>(ref defaults));
        var moved = new byte[old.Length];
        old[..at].CopyTo(moved);
        old[at..^bytes].CopyTo(moved.AsSpan(at + bytes));
        moved.AsSpan(at, bytes).Fill(0x5a);
        Assert.That(AbiGuard.FindDifference(MemoryMarshal.Read<LlamaContextParams>(moved)), Is.Not.Null);
    }

    [Test]
    public void FindDifference_ModelStructShiftedByAField_FindsIt([Values(0, 8, 16, 20, 24, 28, 32, 40, 48)] int at)
    {
        LlamaModelParams defaults = ModelDefaults();
        Span<byte> old = MemoryMarshal.AsBytes(new Span<LlamaModelParams>(ref defaults));
        var moved = new byte[old.Length];
        old[..at].CopyTo(moved);
        old[at..^8].CopyTo(moved.AsSpan(at + 8));
        moved.AsSpan(at, 8).Fill(0x5a);
        Assert.That(AbiGuard.FindDifference(Unsafe.ReadUnaligned<LlamaModelParams>(ref moved[0])), Is.Not.Null);
    }

    private static LlamaModelParams ModelDefaults() => new() { GpuLayers = -1, SplitMode = 1, LoadMode = -1, LazyMode = 1, UseExtraBuffers = 1 };

    private static LlamaContextParams ContextDefaults() => new()
    {
        ContextTokens = 512, BatchTokens = 2048, MicroBatchTokens = 512, MaxSequences = 1, MaxOutputsPerSequence = 1, Threads = 4, BatchThreads = 4,
        RopeScalingType = -1, PoolingType = -1, AttentionType = -1, FlashAttention = -1, YarnExtFactor = -1, YarnAttnFactor = -1, YarnBetaFast = -1,
        YarnBetaSlow = -1, DefragThreshold = -1, KeyType = 1, ValueType = 1, OffloadKqv = 1, NoPerf = 1, OpOffload = 1, SwaFull = 1,
    };
}
