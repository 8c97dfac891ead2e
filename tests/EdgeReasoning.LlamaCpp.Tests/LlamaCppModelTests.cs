using System.Text;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.LlamaCpp.Tests.Gguf;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

public sealed class LlamaCppModelTests
{
    private LlamaCppModel _model = null!;

    [OneTimeSetUp]
    public async Task Load() => _model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 });

    [OneTimeTearDown]
    public void Dispose() => _model.Dispose();

    [Test]
    public void LoadAsync_EmptyPath_IsAnArgument() =>
        Assert.That(() => { _ = LlamaCppModel.LoadAsync(""); }, Throws.ArgumentException);

    [Test]
    public async Task LoadAsync_Progress_EndsAtOne()
    {
        var reports = new Reports();
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, null, reports);
        Assert.That(reports.Values, Is.Ordered.And.All.InRange(0, 1));
        Assert.That(reports.Values[^1], Is.EqualTo(1));
    }

    [Test]
    public void LoadAsync_CancelledBefore_IsCancelled() =>
        Assert.That(async () => await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, null, null, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void LoadAsync_CancelledOnTheWay_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        var cancelling = new Reports { Then = source.Cancel };
        Assert.That(async () => await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, null, cancelling, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void LoadAsync_ProgressThrows_ThrowsItOn()
    {
        var failing = new Reports { Then = () => throw new TimeZoneNotFoundException() };
        Assert.That(async () => await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, null, failing), Throws.TypeOf<TimeZoneNotFoundException>());
    }

    [Test]
    public void LoadAsync_WhatLlamaCppRefuses_SaysWhatItSaid()
    {
        // The header is sound, but most of the tensors of the architecture are missing.
        using var folder = new TemporaryFolder();
        string path = GgufBuilder.Llama().With("tokenizer.ggml.merges", ["a b"]).BuildFile(folder.Path);
        Assert.That(async () => await LlamaCppModel.LoadAsync(path),
            Throws.TypeOf<ModelLoadException>().With.Message.Contains("llama.cpp refused").And.Message.Contains("tensor"));
    }

    [Test]
    public void LoadAsync_DeviceThatIsNotThere_DoesNotFallBack([Values(LlamaBackend.Vulkan, LlamaBackend.Metal)] LlamaBackend backend) =>
        Assert.That(async () => await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Backend = backend }),
            Throws.TypeOf<NativeLibraryException>().With.Message.Contains(backend.ToString()));

    [Test]
    [Platform(Include = "Linux", Reason = "the names are those of Linux")]
    public void LoadAsync_LibraryOfAnotherFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.File("libllama.so", "");
        folder.File("libggml.so", "");
        Assert.That(async () => await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { LibraryPath = folder.Path }),
            Throws.TypeOf<NativeLibraryException>().With.Message.Contains("already loaded").And.Message.Contains(folder.Path));
    }

    [Test]
    public async Task LoadAsync_LoggerFactory_GetsNativeLines()
    {
        var lines = new LineLoggerFactory();
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { LoggerFactory = lines });
        Assert.That(lines.Lines, Has.Some.Contains("prototype-reasoner"));
    }

    [Test]
    public void Tokenize_SpecialText_IsReadOnRequestOnly()
    {
        Assert.That(_model.Tokenize("<think>", addSpecial: false, parseSpecial: true), Has.Length.EqualTo(1));
        Assert.That(_model.Tokenize("<think>", addSpecial: false, parseSpecial: false), Has.None.EqualTo(5));
    }

    [Test]
    public void Tokenize_AddSpecial_StartsWithTheBeginToken() =>
        Assert.That(_model.Tokenize("1", addSpecial: true, parseSpecial: false), Is.EqualTo(new[] { 1, 8 }));

    [TestCase(0xd800, 0)]
    [TestCase(0xdc00, 2)]
    [TestCase(0xd83d, 5)]
    public void Tokenize_UnpairedSurrogate_HasItsIndex(int surrogate, int index)
    {
        string text = "coins".Insert(index, ((char)surrogate).ToString());
        Assert.That(() => _model.Tokenize(text, addSpecial: false, parseSpecial: true), Throws.ArgumentException.With.Message.Contains($"index {index}"));
    }

    [Test]
    public void Tokenize_ZeroCharacter_DoesNotEndTheText() =>
        Assert.That(_model.Tokenize("1\02", addSpecial: false, parseSpecial: false), Is.EqualTo(new[] { 8, 9 }));

    [Test]
    public void GetTokenBytes_EveryToken_HasItsText()
    {
        Assert.That(Encoding.UTF8.GetString(_model.GetTokenBytes(6)), Is.EqualTo("</think>"));
        Assert.That(Encoding.UTF8.GetString(_model.GetTokenBytes(24)), Is.EqualTo("\n"));
        Assert.That(Encoding.UTF8.GetString(_model.GetTokenBytes(42)), Is.EqualTo(" coins"));
        for (int token = 0; token < 58; token++) Assert.That(_model.GetTokenBytes(token).Length, Is.Positive);
    }

    [Test]
    public void GetTokenBytes_Again_AllocatesNothing()
    {
        _model.GetTokenBytes(42);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _model.GetTokenBytes(42);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void IsEndOfGeneration_EndToken_Only()
    {
        Assert.That(Enumerable.Range(0, 64).Where(_model.IsEndOfGeneration), Is.EqualTo(new[] { 2 }));
        Assert.That(() => _model.IsEndOfGeneration(64), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Dispose_BeforeItsContext_IsRefusedAndHarmless()
    {
        LlamaCppModel model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 });
        IInferenceContext context = model.CreateContext(new ContextOptions { SequenceTokens = 32, MaxSequences = 1 });
        Assert.That(model.Dispose, Throws.InvalidOperationException.With.Message.Contains("context"));
        context.Dispose();
        model.Dispose();
        model.Dispose();
        Assert.That(() => model.Tokenize("1", false, false), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => model.CreateContext(new ContextOptions()), Throws.TypeOf<ObjectDisposedException>());
    }

    private sealed class Reports : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public Action? Then { get; init; }

        public void Report(double value)
        {
            Values.Add(value);
            Then?.Invoke();
        }
    }
}
