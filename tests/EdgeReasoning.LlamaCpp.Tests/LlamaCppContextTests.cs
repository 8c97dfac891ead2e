using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>What the contract leaves to each runtime.</summary>
public sealed class LlamaCppContextTests
{
    private LlamaCppModel _model = null!;

    [OneTimeSetUp]
    public async Task Load() => _model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 });

    [OneTimeTearDown]
    public void Dispose() => _model.Dispose();

    [Test]
    public void CreateContext_Default_TakesTheTrainedLength()
    {
        using IInferenceContext context = _model.CreateContext(new ContextOptions());
        Assert.That(context.Limits, Is.EqualTo(new ContextLimits(512, 512 * 8, 8, 512, KvLayout.Separate)));
    }

    [Test]
    public void CreateContext_SharedCapacity_BoundsTheSequences()
    {
        using IInferenceContext context = _model.CreateContext(new ContextOptions { Layout = KvLayout.Unified, CapacityTokens = 256, MaxSequences = 4 });
        Assert.That(context.Limits, Is.EqualTo(new ContextLimits(256, 256, 4, 256, KvLayout.Unified)));
        Assert.That(context.Capabilities, Is.EqualTo(ContextCapabilities.Rewind));
    }

    [TestCase(1, 8)]
    [TestCase(3, 2)]
    [TestCase(700, 1)]
    [TestCase(16, 256)]
    public void CreateContext_AnyShape_Decodes(int batchTokens, int sequences)
    {
        foreach (KvLayout layout in Enum.GetValues<KvLayout>())
        {
            using IInferenceContext context = _model.CreateContext(
                new ContextOptions { SequenceTokens = 100, MaxSequences = sequences, MaxBatchTokens = batchTokens, Layout = layout });
            for (int step = 0; step < 3; step++) Append(context, sequences - 1, Math.Min(batchTokens, 30));
            Assert.That(context.GetLength(sequences - 1), Is.EqualTo(3 * Math.Min(batchTokens, 30)));
        }
    }

    [Test]
    public void CreateContext_CapacityBelowTheSequences_Decodes()
    {
        using IInferenceContext context = _model.CreateContext(
            new ContextOptions { SequenceTokens = 100, MaxSequences = 8, MaxBatchTokens = 4, CapacityTokens = 3, Layout = KvLayout.Unified });
        Append(context, 7, 3);
        Assert.That(context.GetLength(7), Is.EqualTo(3));
    }

    [Test]
    public void CreateContext_MoreThanMemory_HasBothNumbers([Values] KvLayout layout) =>
        Assert.That(() => _model.CreateContext(new ContextOptions { SequenceTokens = 8_000_000, MaxSequences = 256, Layout = layout }),
            Throws.TypeOf<InsufficientMemoryException>().With.Message.Contains("MiB free").And.Message.Contains("needs about"));

    [Test]
    public void CreateContext_MoreThanCanBeCounted_IsRefused() =>
        Assert.That(() => _model.CreateContext(new ContextOptions { SequenceTokens = int.MaxValue, MaxSequences = 256 }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("SequenceTokens"));

    [Test]
    public void Identity_OfCpu_SaysWhatDecodes()
    {
        using IInferenceContext context = _model.CreateContext(new ContextOptions { SequenceTokens = 32, MaxSequences = 1 });
        BackendIdentity identity = context.Identity;
        Assert.Multiple(() =>
        {
            Assert.That(identity.Library, Is.EqualTo("llama.cpp"));
            Assert.That(identity.Version, Does.Match(@"^0\.[45]\.0"));
            Assert.That(identity.Backend, Is.EqualTo("CPU"));
            Assert.That(identity.Device, Is.Not.Empty);
            Assert.That(identity.OffloadedLayers, Is.Null);
            Assert.That(identity.TotalLayers, Is.EqualTo(3));
            Assert.That(identity.KeyType, Is.EqualTo("f16"));
            Assert.That(identity.Threads, Is.EqualTo(1));
            Assert.That(identity.BatchThreads, Is.EqualTo(1));
        });
    }

    [Test]
    public void Decode_SharedMemoryFull_LeavesTheSequencesAsTheyWere()
    {
        using IInferenceContext context = _model.CreateContext(
            new ContextOptions { Layout = KvLayout.Unified, CapacityTokens = 256, SequenceTokens = 256, MaxSequences = 2, MaxBatchTokens = 128 });
        Append(context, 0, 128);
        Append(context, 1, 100);
        DecodeException exception = Assert.Throws<DecodeException>(() => Append(context, 0, 60))!;

        Assert.That(exception.SequencesIntact, Is.True);
        Assert.That(exception.Message, Does.Contain("60 more tokens"));
        Assert.That((context.GetLength(0), context.GetLength(1)), Is.EqualTo((128, 100)));
        Assert.That(() => context.GetLogits(0), Throws.TypeOf<ArgumentOutOfRangeException>(), "the failed batch has no logits");
        context.Release(1);
        Append(context, 0, 60);
        Assert.That(context.GetLength(0), Is.EqualTo(188));
    }

    [Test]
    public void Fork_InSharedMemory_CountsThePrefixOnce()
    {
        using IInferenceContext context = _model.CreateContext(
            new ContextOptions { Layout = KvLayout.Unified, CapacityTokens = 256, SequenceTokens = 256, MaxSequences = 8, MaxBatchTokens = 128 });
        Append(context, 0, 128);
        for (int sequence = 1; sequence < 8; sequence++)
        {
            context.Fork(0, sequence);
            Append(context, sequence, 10);
        }

        Assert.That(context.GetLength(7), Is.EqualTo(138));
    }

    [Test]
    public async Task Decode_QuantizedMemory_Decodes()
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(
            TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1, KeyType = KvType.BF16, ValueType = KvType.F32 });
        using IInferenceContext context = model.CreateContext(new ContextOptions { SequenceTokens = 64, MaxSequences = 1 });
        Append(context, 0, 8);
        Assert.That(context.Identity.KeyType, Is.EqualTo("bf16"));
    }

    [Test]
    public async Task CreateContext_KvTypeThatDoesNotDivideAHead_SaysSo()
    {
        // A head of the tiny model has 24 elements, a block of Q8_0 has 32.
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(
            TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1, KeyType = KvType.Q8_0 });
        Assert.That(() => model.CreateContext(new ContextOptions { SequenceTokens = 64, MaxSequences = 1 }),
            Throws.InvalidOperationException.With.Message.Contains("block size 32"));
    }

    [Test]
    public void Dispose_WhileDecoding_EndsTheLoopAndNotTheProcess()
    {
        for (int round = 0; round < 20; round++)
        {
            IInferenceContext context = _model.CreateContext(new ContextOptions { SequenceTokens = 512, MaxSequences = 1, MaxBatchTokens = 64 });
            using var started = new ManualResetEventSlim();
            Task decoding = Task.Run(() =>
            {
                while (true)
                {
                    Append(context, 0, 64);
                    started.Set();
                    if (context.GetLength(0) == 512) context.Release(0);
                }
            });
            started.Wait();
            context.Dispose();
            Assert.That(async () => await decoding, Throws.TypeOf<ObjectDisposedException>());
        }
    }

    private static void Append(IInferenceContext context, int sequence, int count)
    {
        var batch = new TokenBatch(count);
        int length = context.GetLength(sequence);
        for (int i = 0; i < count; i++) batch.Add(7 + i % 10, length + i, sequence, i == count - 1);
        context.Decode(batch);
    }
}
