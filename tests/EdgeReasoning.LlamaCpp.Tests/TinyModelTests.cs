using System.Text;
using EdgeReasoning.Inference;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>The tiny model on real llama.cpp. Without the native library these fail: the build restores it.</summary>
public sealed class TinyModelTests
{
    private const string Prompt = "<bos><user>Gus has 18 coins. Gus gives 8. Gus doubles. How many?<assistant><think>";
    private const string Reply = "18-8=10;10*2=20</think>20<eos>";

    private LlamaCppModel _model = null!;

    [OneTimeSetUp]
    public async Task Load() => _model = await LlamaCppModel.LoadAsync(TinyModels.PrototypeReasoner, new LlamaCppOptions { Threads = 1 });

    [OneTimeTearDown]
    public void Dispose() => _model.Dispose();

    [Test]
    public void Decode_Greedily_ThinksAndAnswers([Values] KvLayout layout)
    {
        using IInferenceContext context = _model.CreateContext(new ContextOptions { Layout = layout, MaxSequences = 4 });
        int[] prompt = _model.Tokenize(Prompt, addSpecial: false, parseSpecial: true);
        var batch = new TokenBatch(context.Limits.MaxBatchTokens);
        int row = 0;
        for (int i = 0; i < prompt.Length; i++) row = batch.Add(prompt[i], i, 0, i == prompt.Length - 1);
        context.Decode(batch);
        context.Fork(0, 2);

        Assert.That(Generate(context, 0, context.GetLogits(row).IndexOfMax()), Is.EqualTo(Reply));
        Assert.That(context.GetLength(2), Is.EqualTo(prompt.Length));
        Assert.That(context.TryTruncate(2, prompt.Length - 1), Is.True);
        batch.Clear();
        row = batch.Add(prompt[^1], prompt.Length - 1, 2, true);
        context.Decode(batch);
        Assert.That(Generate(context, 2, context.GetLogits(row).IndexOfMax()), Is.EqualTo(Reply));
    }

    private string Generate(IInferenceContext context, int sequence, int token)
    {
        var bytes = new List<byte>();
        var batch = new TokenBatch(1);
        while (bytes.Count < 200)
        {
            bytes.AddRange(_model.GetTokenBytes(token));
            if (_model.IsEndOfGeneration(token)) break;
            batch.Clear();
            int row = batch.Add(token, context.GetLength(sequence), sequence, true);
            context.Decode(batch);
            token = context.GetLogits(row).IndexOfMax();
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
