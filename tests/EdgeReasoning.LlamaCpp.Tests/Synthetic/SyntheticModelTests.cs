using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.Reasoning;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Synthetic;

public sealed class SyntheticModelTests
{
    private static readonly LlamaCppOptions OneThread = new() { Threads = 1 };

    private TemporaryFolder _folder = null!;

    private string Target => Path.Combine(_folder.Path, "synthetic.gguf");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Write_SmallShape_IsQuantisedReadBackAndDecoded([Values] SyntheticArchitecture architecture, [Values] bool tied)
    {
        SyntheticShape shape = Small(architecture) with { TiedEmbeddings = tied };
        await SyntheticModel.WriteAsync(shape, Target, LlamaQuantization.Q4_0, OneThread);

        GgufFile file = GgufFile.Read(Target);
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { Target }), "nothing else is left");
        Assert.That(file.Tensors.Single(tensor => tensor.Name == "blk.1.ffn_down.weight").Type, Is.EqualTo(GgufTensorType.Q4_0));
        Assert.That(file.Tensors.Sum(tensor => tensor.ElementCount), Is.EqualTo(shape.ParameterCount));
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(Target, OneThread);
        Assert.That(model.Info.ParameterCount, Is.EqualTo(shape.ParameterCount));
        Assert.That(model.Info.KvBytesPerToken, Is.EqualTo(2 * 2 * shape.Layers * shape.KvHeads * shape.HeadDimension));
        Assert.That(model.Info.Quantization, Is.EqualTo("Q4_0"));
        using IInferenceContext context = model.CreateContext(new ContextOptions { SequenceTokens = 64, MaxSequences = 2 });
        TokenBatch batch = new(8);
        int row = 0;
        foreach (int token in model.Tokenize("18-8=10", addSpecial: false, parseSpecial: false)) row = batch.Add(token, batch.Count, 0, true);
        context.Decode(batch);
        float[] first = context.GetLogits(0).ToArray(), last = context.GetLogits(row).ToArray();
        Assert.That(batch.Count, Is.EqualTo(7), "a token for each byte");
        Assert.That(last, Is.All.Matches<float>(float.IsFinite));
        Assert.That(Deviation(last), Is.InRange(1.0, 6.0), "likely tokens stand out as they do in a real model");
        Assert.That(last, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Write_SmallShape_ThinksWithinABudgetLikeAnyOther()
    {
        await SyntheticModel.WriteAsync(Small(SyntheticArchitecture.Qwen3), Target, LlamaQuantization.F16, OneThread);
        await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(Target, OneThread);
        ReasoningResult result = await engine.ReasonAsync("Zoë has 18 coins.", new ReasoningOptions
        {
            // The closing text is about a hundred tokens where each byte is one.
            Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = 300, AnswerReserve = 4 }),
        });

        Assert.That(result.Traces[0].Usage.ThinkingTokens, Is.InRange(1, 300));
        Assert.That(engine.Thinking.Markers, Is.Not.Null);
    }

    [Test]
    public void Write_TooLittleDisk_SaysBothNumbersAndWritesNothing()
    {
        long needed = SyntheticModel.DiskBytes(SyntheticShape.Qwen2Fourteen, LlamaQuantization.Q4_0);

        Assert.That(
            () => SyntheticModel.Write(SyntheticShape.Qwen2Fourteen, Target, LlamaQuantization.Q4_0, null, needed, 5_000_000_000, null, CancellationToken.None),
            Throws.InstanceOf<IOException>().With.Message.Contains("40.6 GB").And.Message.Contains("5.0 GB"));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    [Test]
    public void Write_Cancelled_LeavesNoFile()
    {
        using CancellationTokenSource cancel = new();
        SyntheticShape shape = Small(SyntheticArchitecture.Llama);

        Assert.That(async () => await SyntheticModel.WriteAsync(shape, Target, progress: new Canceller(cancel), cancellationToken: cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    [Test]
    public void Write_NoFolder_IsRefused()
        => Assert.That(() => SyntheticModel.WriteAsync(Small(SyntheticArchitecture.Llama), Path.Combine(_folder.Path, "none", "x.gguf")), Throws.InstanceOf<DirectoryNotFoundException>());

    internal static SyntheticShape Small(SyntheticArchitecture architecture) => new()
    {
        Name = "small",
        Architecture = architecture,
        Layers = 2,
        Width = 64,
        Heads = 4,
        KvHeads = 2,
        HeadDimension = architecture == SyntheticArchitecture.Qwen3 ? 32 : 16,
        FeedForward = 160,
        VocabularySize = 600,
        TiedEmbeddings = true,
        ContextLength = 512,
    };

    private static double Deviation(float[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value) => source.Cancel();
    }
}
