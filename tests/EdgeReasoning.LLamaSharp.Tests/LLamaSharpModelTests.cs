using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using LLama;
using LLama.Common;
using LLama.Native;
using NUnit.Framework;

namespace EdgeReasoning.LLamaSharp.Tests;

/// <summary>What the contract leaves to each runtime.</summary>
public sealed class LLamaSharpModelTests
{
    private static readonly ContextOptions Small = new() { SequenceTokens = 64, MaxSequences = 2, MaxBatchTokens = 32 };

    [Test]
    public void FromWeights_OfTheApp_LeavesThemToTheApp()
    {
        ModelParams parameters = Parameters();
        using LLamaWeights weights = LLamaWeights.LoadFromFile(parameters);
        using (var model = LLamaSharpModel.FromWeights(weights, parameters))
        {
            using IInferenceContext context = model.CreateContext(Small);
            Append(context, 3);
            Assert.That(model.Info.VocabularySize, Is.EqualTo(weights.Vocab.Count));
            Assert.That(model.Info.ChatTemplate, Is.Not.Empty);
        }

        Assert.That(weights.NativeHandle.IsClosed, Is.False);
        using LLamaContext own = weights.CreateContext(parameters);
        Assert.That(own.Tokenize("18-8", addBos: false), Is.Not.Empty);
    }

    [Test]
    public void FromWeights_OfAnotherFile_IsRefused()
    {
        using LLamaWeights weights = LLamaWeights.LoadFromFile(Parameters());
        Assert.That(() => LLamaSharpModel.FromWeights(weights, new ModelParams(TinyModels.ReasonerLarge)),
            Throws.ArgumentException.With.Message.Contains("parameters that the weights were loaded with"));
    }

    [Test]
    public void FromWeights_DisposedByTheApp_IsRefused()
    {
        LLamaWeights weights = LLamaWeights.LoadFromFile(Parameters());
        var model = LLamaSharpModel.FromWeights(weights, Parameters());
        weights.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(() => model.CreateContext(Small), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => model.Tokenize("18", false, true), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => LLamaSharpModel.FromWeights(weights, Parameters()), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [Test]
    public void Decode_WeightsDisposedByTheApp_GoesOnUntilTheContextIsDisposed()
    {
        LLamaWeights weights = LLamaWeights.LoadFromFile(Parameters());
        var model = LLamaSharpModel.FromWeights(weights, Parameters());
        using IInferenceContext context = model.CreateContext(Small);
        weights.Dispose();
        Append(context, 3);
        Assert.That(context.GetLength(0), Is.EqualTo(3));
    }

    [Test]
    public async Task Dispose_WithAnOpenContext_IsRefused()
    {
        LLamaSharpModel model = await LLamaSharpModel.LoadAsync(TinyModels.PrototypeReasoner);
        IInferenceContext context = model.CreateContext(Small);
        Assert.That(model.Dispose, Throws.InvalidOperationException.With.Message.Contains("1 contexts"));
        context.Dispose();
        context.Dispose();
        model.Dispose();
        model.Dispose();
        Assert.That(() => model.CreateContext(Small), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void LoadAsync_DeviceThatIsNotThere_IsRefusedWithWhatThereIs() =>
        Assert.That(() => LLamaSharpModel.LoadAsync(TinyModels.PrototypeReasoner, LlamaBackend.Metal),
            Throws.TypeOf<NativeLibraryException>().With.Message.Contains("not by Metal").And.Message.Contains("CPU"));

    [Test]
    public void LoadAsync_LayersForAGpuThatIsNotThere_SaysThatTheCpuDecodes()
    {
        if (NativeApi.llama_supports_gpu_offload()) Assert.Ignore("there is a GPU here");
        using LLamaSharpModel model = LLamaSharpModel.LoadAsync(new ModelParams(TinyModels.PrototypeReasoner) { GpuLayerCount = 99 }).GetAwaiter().GetResult();
        using IInferenceContext context = model.CreateContext(Small);
        Assert.That(context.Identity.Backend, Is.EqualTo("CPU"));
        Assert.That(context.Identity.OffloadedLayers, Is.Null);
    }

    [Test]
    public async Task Identity_OfCpu_SaysWhatDecodes()
    {
        using LLamaSharpModel model = await LLamaSharpModel.LoadAsync(new ModelParams(TinyModels.PrototypeReasoner) { GpuLayerCount = 0, Threads = 1, BatchThreads = 2, TypeK = GGMLType.GGML_TYPE_F32 });
        using IInferenceContext context = model.CreateContext(Small);
        BackendIdentity identity = context.Identity;
        Assert.Multiple(() =>
        {
            Assert.That(identity.Library, Is.EqualTo("LLamaSharp"));
            Assert.That(identity.Version, Does.Match(@"^ggml \d+\.\d+\.\d+ \w+$"));
            Assert.That(identity.Backend, Is.EqualTo("CPU"));
            Assert.That(identity.Device, Is.Not.Empty);
            Assert.That(identity.TotalLayers, Is.EqualTo(3));
            Assert.That((identity.KeyType, identity.ValueType), Is.EqualTo(("f32", "f16")));
            Assert.That((identity.Threads, identity.BatchThreads), Is.EqualTo((1, 2)));
        });
    }

    [Test]
    public async Task LoadAsync_OfEdgeReasoningLlamaCppBesideIt_IsRefusedAndTheProcessLives()
    {
        using LLamaSharpModel model = await LLamaSharpModel.LoadAsync(TinyModels.PrototypeReasoner);
        Assert.That(() => LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner), Throws.TypeOf<NativeLibraryException>().With.Message.StartsWith("LLamaSharp has loaded its own"));
    }

    [Test]
    public void LoadAsync_FileThatIsNoModel_IsRefusedBeforeLLamaSharpSeesIt()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "GGUF and nothing else");
            Assert.That(() => LLamaSharpModel.LoadAsync(path), Throws.TypeOf<ModelLoadException>().With.Property("Path").EqualTo(path));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.That(() => LLamaSharpModel.LoadAsync(path), Throws.TypeOf<ModelLoadException>());
    }

    [Test]
    public void LoadAsync_VocabularyOnly_IsRefused() =>
        Assert.That(() => LLamaSharpModel.LoadAsync(new ModelParams(TinyModels.PrototypeReasoner) { VocabOnly = true }), Throws.ArgumentException);

    [Test]
    public void LoadAsync_Cancelled_Throws() =>
        Assert.That(() => LLamaSharpModel.LoadAsync(TinyModels.PrototypeReasoner, cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void LoadAsync_ProgressThatThrows_ThrowsItAndNotThroughNativeFrames() =>
        Assert.That(() => LLamaSharpModel.LoadAsync(TinyModels.PrototypeReasoner, progress: new Failing()), Throws.TypeOf<NotSupportedException>());

    [Test]
    public async Task CreateContext_KvTypeThatDoesNotDivideAHead_SaysSo()
    {
        // A head of the tiny model has 24 elements, a block of Q8_0 has 32; without flash attention llama.cpp would end the process while decoding.
        using LLamaSharpModel model = await LLamaSharpModel.LoadAsync(new ModelParams(TinyModels.PrototypeReasoner) { TypeK = GGMLType.GGML_TYPE_Q8_0 });
        Assert.That(() => model.CreateContext(Small), Throws.InvalidOperationException.With.Message.Contains("block size 32"));
    }

    [Test]
    public void CreateContext_ThatLlamaCppRefuses_IsNoContext_AndTheModelCanBeFreed()
    {
        // Quantised values need flash attention; LLamaSharp returns the null that llama.cpp gives for it as if it were a context.
        using LLamaWeights weights = LLamaWeights.LoadFromFile(new ModelParams(TinyModels.ReasonerLarge));
        var parameters = new ModelParams(TinyModels.ReasonerLarge) { TypeV = GGMLType.GGML_TYPE_Q8_0, FlashAttention = false };
        using (var model = LLamaSharpModel.FromWeights(weights, parameters))
        {
            Assert.That(() => model.CreateContext(Small), Throws.InvalidOperationException.With.Message.Contains("could not make a context"));
        }

        weights.Dispose();
        bool reference = false;
        Assert.That(() => weights.NativeHandle.DangerousAddRef(ref reference), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task CreateContext_MoreThanMemory_HasBothNumbers([Values] KvLayout layout)
    {
        using LLamaSharpModel model = await LLamaSharpModel.LoadAsync(TinyModels.PrototypeReasoner);
        Assert.That(() => model.CreateContext(new ContextOptions { SequenceTokens = 8_000_000, MaxSequences = 256, Layout = layout }),
            Throws.TypeOf<InsufficientMemoryException>().With.Message.Contains("MiB free").And.Message.Contains("needs about"));
    }

    [Test]
    public async Task Decode_SharedMemoryFull_LeavesTheSequencesAsTheyWere()
    {
        using LLamaSharpModel model = await LLamaSharpModel.LoadAsync(TinyModels.PrototypeReasoner);
        using IInferenceContext context = model.CreateContext(
            new ContextOptions { Layout = KvLayout.Unified, CapacityTokens = 256, SequenceTokens = 256, MaxSequences = 2, MaxBatchTokens = 128 });
        Append(context, 128);
        Append(context, 100, sequence: 1);
        DecodeException exception = Assert.Throws<DecodeException>(() => Append(context, 60))!;

        Assert.That(exception.SequencesIntact, Is.True);
        Assert.That((context.GetLength(0), context.GetLength(1)), Is.EqualTo((128, 100)));
        context.Release(1);
        Append(context, 60);
        Assert.That(context.GetLength(0), Is.EqualTo(188));
    }

    private static ModelParams Parameters() => new(TinyModels.PrototypeReasoner) { GpuLayerCount = 0, Threads = 1, BatchThreads = 1, ContextSize = 64 };

    private static void Append(IInferenceContext context, int count, int sequence = 0)
    {
        var batch = new TokenBatch(count);
        int length = context.GetLength(sequence);
        for (int i = 0; i < count; i++) batch.Add(7 + i % 10, length + i, sequence, i == count - 1);
        context.Decode(batch);
    }

    private sealed class Failing : IProgress<double>
    {
        public void Report(double value) => throw new NotSupportedException();
    }
}
