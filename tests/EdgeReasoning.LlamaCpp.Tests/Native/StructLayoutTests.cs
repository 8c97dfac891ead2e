using System.Runtime.CompilerServices;
using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

/// <summary>Sizes and offsets worked out by hand from <c>include/llama.h</c> of llama.cpp v0.5.0 for 64-bit platforms: 4-byte integers and
/// enums, 8-byte pointers and sizes, 1-byte truth values. No native library is needed.</summary>
public sealed unsafe class StructLayoutTests
{
    [Test]
    public void ModelParams_Offsets_AreThoseOfTheHeader()
    {
        LlamaModelParams p = default;
        byte* start = (byte*)&p;
        Assert.That(Unsafe.SizeOf<LlamaModelParams>(), Is.EqualTo(80));
        Assert.That(new[]
        {
            (byte*)&p.Devices - start, (byte*)&p.TensorBufferOverrides - start, (byte*)&p.GpuLayers - start, (byte*)&p.SplitMode - start,
            (byte*)&p.LoadMode - start, (byte*)&p.LazyMode - start, (byte*)&p.MainGpu - start, (byte*)&p.TensorSplit - start,
            (byte*)&p.ProgressCallback - start, (byte*)&p.ProgressCallbackUserData - start, (byte*)&p.KvOverrides - start,
            &p.VocabOnly - start, &p.CheckTensors - start, &p.UseExtraBuffers - start, &p.NoHost - start, &p.NoAlloc - start, &p.LoadMtp - start,
        }, Is.EqualTo(new long[] { 0, 8, 16, 20, 24, 28, 32, 40, 48, 56, 64, 72, 73, 74, 75, 76, 77 }));
    }

    [Test]
    public void ContextParams_Offsets_AreThoseOfTheHeader()
    {
        LlamaContextParams p = default;
        byte* start = (byte*)&p;
        Assert.That(Unsafe.SizeOf<LlamaContextParams>(), Is.EqualTo(160));
        Assert.That(new[]
        {
            (byte*)&p.ContextTokens - start, (byte*)&p.BatchTokens - start, (byte*)&p.MicroBatchTokens - start, (byte*)&p.MaxSequences - start,
            (byte*)&p.RecurrentSnapshots - start, (byte*)&p.MaxOutputs - start, (byte*)&p.MaxOutputsPerSequence - start,
            (byte*)&p.Threads - start, (byte*)&p.BatchThreads - start, (byte*)&p.ContextType - start, (byte*)&p.RopeScalingType - start,
            (byte*)&p.PoolingType - start, (byte*)&p.AttentionType - start, (byte*)&p.FlashAttention - start,
            (byte*)&p.RopeFrequencyBase - start, (byte*)&p.RopeFrequencyScale - start, (byte*)&p.YarnExtFactor - start,
            (byte*)&p.YarnAttnFactor - start, (byte*)&p.YarnBetaFast - start, (byte*)&p.YarnBetaSlow - start,
            (byte*)&p.YarnOriginalContext - start, (byte*)&p.DefragThreshold - start, (byte*)&p.EvalCallback - start,
            (byte*)&p.EvalCallbackUserData - start, (byte*)&p.KeyType - start, (byte*)&p.ValueType - start, (byte*)&p.AbortCallback - start,
            (byte*)&p.AbortCallbackData - start, &p.Embeddings - start, &p.OffloadKqv - start, &p.NoPerf - start, &p.OpOffload - start,
            &p.SwaFull - start, &p.KvUnified - start, (byte*)&p.Samplers - start, (byte*)&p.SamplerCount - start, (byte*)&p.OtherContext - start,
        }, Is.EqualTo(new long[]
        {
            0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 68, 72, 76, 80, 84, 88, 96, 104, 108, 112, 120,
            128, 129, 130, 131, 132, 133, 136, 144, 152,
        }));
    }

    [Test]
    public void Batch_Offsets_AreThoseOfTheHeader()
    {
        LlamaBatch b = default;
        byte* start = (byte*)&b;
        Assert.That(Unsafe.SizeOf<LlamaBatch>(), Is.EqualTo(56));
        Assert.That(new[]
        {
            (byte*)&b.Count - start, (byte*)&b.Tokens - start, (byte*)&b.Embeddings - start, (byte*)&b.Positions - start,
            (byte*)&b.SequenceCounts - start, (byte*)&b.Sequences - start, (byte*)&b.WantsLogits - start,
        }, Is.EqualTo(new long[] { 0, 8, 16, 24, 32, 40, 48 }));
    }

    [Test]
    public void QuantizeParams_Offsets_AreThoseOfTheHeader()
    {
        LlamaQuantizeParams p = default;
        byte* start = (byte*)&p;
        Assert.That(Unsafe.SizeOf<LlamaQuantizeParams>(), Is.EqualTo(64));
        Assert.That(new[]
        {
            (byte*)&p.Threads - start, (byte*)&p.FileType - start, (byte*)&p.OutputTensorType - start, (byte*)&p.TokenEmbeddingType - start,
            &p.AllowRequantize - start, &p.QuantizeOutputTensor - start, &p.OnlyCopy - start, &p.Pure - start, &p.KeepSplit - start, &p.DryRun - start,
            (byte*)&p.ImportanceMatrix - start, (byte*)&p.KvOverrides - start, (byte*)&p.TensorOverrides - start, (byte*)&p.PruneLayers - start,
            (byte*)&p.MaxBufferBytes - start,
        }, Is.EqualTo(new long[] { 0, 4, 8, 12, 16, 17, 18, 19, 20, 21, 24, 32, 40, 48, 56 }));
    }

    [Test]
    public void Guarded_Struct_LeavesTheMarginBehindIt()
    {
        Assert.That(Unsafe.SizeOf<Guarded<LlamaModelParams>>(), Is.EqualTo(80 + GuardMargin.Length));
        Assert.That(Unsafe.SizeOf<Guarded<LlamaContextParams>>(), Is.EqualTo(160 + GuardMargin.Length));
    }
}
