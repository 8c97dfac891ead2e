using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests;

/// <summary>Files that went bad on the way: each is refused or loads and decodes, and the process lives.</summary>
public sealed class BadModelFileTests
{
    private static readonly LlamaCppOptions OneThread = new() { Threads = 1 };

    private TemporaryFolder _folder = null!;
    private byte[] _model = null!;
    private string _path = null!;

    [OneTimeSetUp]
    public void ReadModel()
    {
        _folder = new TemporaryFolder();
        _model = File.ReadAllBytes(TinyModels.PrototypeReasoner);
        _path = Path.Combine(_folder.Path, "bad.gguf");
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void LoadAsync_CutAnywhere_IsRefused()
    {
        const int cuts = 200;
        for (int cut = 0; cut < cuts; cut++)
        {
            // Half of the cuts go through the header, half through the weights.
            int header = (int)GgufFile.Read(TinyModels.PrototypeReasoner).DataOffset;
            int length = cut < cuts / 2 ? cut * header / (cuts / 2) : header + (int)((cut - cuts / 2) * (long)(_model.Length - header) / (cuts / 2));
            File.WriteAllBytes(_path, _model.AsSpan(0, length));
            Assert.That(async () => await LlamaCppModel.LoadAsync(_path, OneThread), Throws.TypeOf<ModelLoadException>(), $"cut at byte {length}");
        }
    }

    [Test]
    public async Task LoadAsync_HeaderBytesChanged_IsRefusedOrDecodes()
    {
        const int files = 2000;
        int header = (int)GgufFile.Read(TinyModels.PrototypeReasoner).DataOffset;
        var random = new Random(20_251_122);
        int loaded = 0, refused = 0;
        for (int i = 0; i < files; i++)
        {
            var bytes = (byte[])_model.Clone();
            int changes = random.Next(1, 9);
            for (int change = 0; change < changes; change++) bytes[random.Next(header)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(_path, bytes);
            try
            {
                using LlamaCppModel model = await LlamaCppModel.LoadAsync(_path, OneThread);
                DecodeSomething(model);
                loaded++;
            }
            catch (ModelLoadException)
            {
                refused++;
            }
        }

        Assert.That(loaded + refused, Is.EqualTo(files));
        Assert.That(loaded, Is.Positive, "harmless changes, in names say, were refused");
    }

    private static void DecodeSomething(LlamaCppModel model)
    {
        using IInferenceContext context = model.CreateContext(new ContextOptions { SequenceTokens = 32, MaxSequences = 1, MaxBatchTokens = 16 });
        int[] tokens = model.Tokenize("<user>18-8=", addSpecial: true, parseSpecial: true);
        var batch = new TokenBatch(16);
        for (int i = 0; i < Math.Min(16, tokens.Length); i++) batch.Add(tokens[i], i, 0, wantsLogits: true);
        if (batch.Count == 0) batch.Add(0, 0, 0, wantsLogits: true);
        context.Decode(batch);
        Assert.That(context.GetLogits(0).Length, Is.EqualTo(model.Info.VocabularySize));
    }
}
