using System.Runtime.InteropServices;
using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Gguf;

public sealed class GgufWriterTests
{
    private TemporaryFolder _folder = null!;

    private string Target => Path.Combine(_folder.Path, "written.gguf");

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Write_EveryValueType_IsReadBack()
    {
        GgufValue[] values =
        [
            .. new (GgufValueType Type, object Value)[]
            {
                (GgufValueType.UInt8, (byte)200), (GgufValueType.Int8, (sbyte)-3), (GgufValueType.UInt16, (ushort)60000), (GgufValueType.Int16, (short)-300),
                (GgufValueType.UInt32, 4_000_000_000u), (GgufValueType.Int32, -70_000), (GgufValueType.Float32, 1.5f), (GgufValueType.Bool, true),
                (GgufValueType.String, "Zoë\n"), (GgufValueType.UInt64, 1UL << 40), (GgufValueType.Int64, -1L << 40), (GgufValueType.Float64, -2.25),
            }.Select(entry => new GgufValue(entry.Type, entry.Type, entry.Value)),
            new(GgufValueType.Array, GgufValueType.String, new[] { "x", "", "yz" }),
            new(GgufValueType.Array, GgufValueType.Int32, new[] { 3, -4 }),
            new(GgufValueType.Array, GgufValueType.String, Array.Empty<string>()),
        ];
        var writer = new GgufWriter();
        for (int i = 0; i < values.Length; i++) writer.Add($"key.{i}", values[i]);
        writer.Write(Target);

        GgufMetadata metadata = GgufFile.Read(Target).Metadata;
        for (int i = 0; i < values.Length; i++)
        {
            Assert.That(metadata.TryGetValue($"key.{i}", out GgufValue? read), Is.True);
            Assert.That((read!.Type, read.ElementType), Is.EqualTo((values[i].Type, values[i].ElementType)));
            Assert.That(read.Value, Is.EqualTo(values[i].Value));
        }
    }

    [Test]
    public void Write_Tensors_LieAlignedInTheirOrder()
    {
        float[] first = [1, 2, 3], second = [4, 5, 6, 7, 8, 9];
        new GgufWriter()
            .AddTensor("a", GgufTensorType.F32, [3], stream => stream.Write(MemoryMarshal.AsBytes(first.AsSpan())))
            .AddTensor("b", GgufTensorType.F32, [2, 3], stream => stream.Write(MemoryMarshal.AsBytes(second.AsSpan())))
            .Write(Target);

        GgufFile file = GgufFile.Read(Target);
        Assert.That(file.Tensors.Select(tensor => (tensor.Name, tensor.Offset, tensor.ByteLength)), Is.EqualTo(new[] { ("a", 0L, 12L), ("b", 32L, 24L) }));
        Assert.That(file.Tensors[1].Shape, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(file.DataOffset % 32, Is.Zero);
        byte[] data = File.ReadAllBytes(Target)[(int)file.DataOffset..];
        Assert.That(MemoryMarshal.Cast<byte, float>(data.AsSpan(0, 12)).ToArray(), Is.EqualTo(first));
        Assert.That(MemoryMarshal.Cast<byte, float>(data.AsSpan(32, 24)).ToArray(), Is.EqualTo(second));
    }

    [Test]
    public async Task Write_CopyOfAModel_DecodesToTheSameLogits()
    {
        GgufFile source = GgufFile.Read(TinyModels.PrototypeReasoner);
        Copy(source).Write(Target);
        Assert.That(await LogitsOf(Target), Is.EqualTo(await LogitsOf(TinyModels.PrototypeReasoner)));
    }

    [Test]
    public void Write_TensorOfAnotherLength_ThrowsAndLeavesNoFile()
    {
        GgufWriter writer = new GgufWriter().AddTensor("a", GgufTensorType.F32, [3], stream => stream.Write(new byte[8]));
        Assert.That(() => writer.Write(Target), Throws.InvalidOperationException.With.Message.Contains("12 bytes").And.Message.Contains("8"));
        Assert.That(Directory.GetFiles(_folder.Path), Is.Empty);
    }

    [Test]
    public void Add_BadArguments_Throws()
    {
        GgufWriter writer = new GgufWriter().Add("key", 1u).AddTensor("a", GgufTensorType.F32, [3], _ => { });
        Assert.Multiple(() =>
        {
            Assert.That(() => writer.Add("key", 2u), Throws.ArgumentException);
            Assert.That(() => writer.Add("", 2u), Throws.ArgumentException);
            Assert.That(() => writer.AddTensor("a", GgufTensorType.F32, [3], _ => { }), Throws.ArgumentException);
            Assert.That(() => writer.AddTensor("b", GgufTensorType.Q8_0, [33], _ => { }), Throws.ArgumentException.With.Message.Contains("32"));
            Assert.That(() => writer.AddTensor("b", GgufTensorType.F32, [], _ => { }), Throws.ArgumentException);
            Assert.That(() => writer.AddTensor("b", GgufTensorType.F32, [3, 0], _ => { }), Throws.ArgumentException);
            Assert.That(() => writer.AddTensor(new string('x', 64), GgufTensorType.F32, [3], _ => { }), Throws.ArgumentException);
            Assert.That(() => writer.AddTensor("b", (GgufTensorType)999, [3], _ => { }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    private static GgufWriter Copy(GgufFile source)
    {
        var writer = new GgufWriter();
        foreach (string key in source.Metadata.Keys)
        {
            Assert.That(source.Metadata.TryGetValue(key, out GgufValue? value), Is.True);
            writer.Add(key, value!);
        }

        byte[] bytes = File.ReadAllBytes(source.Path);
        foreach (GgufTensor tensor in source.Tensors)
        {
            writer.AddTensor(tensor.Name, tensor.Type, tensor.Shape,
                stream => stream.Write(bytes, (int)(source.DataOffset + tensor.Offset), (int)tensor.ByteLength));
        }

        return writer;
    }

    private static async Task<float[]> LogitsOf(string path)
    {
        using LlamaCppModel model = await LlamaCppModel.LoadAsync(path, new LlamaCppOptions { Threads = 1 });
        using IInferenceContext context = model.CreateContext(new ContextOptions());
        int[] tokens = model.Tokenize("<bos><user>Gus has 18 coins.", addSpecial: false, parseSpecial: true);
        var batch = new TokenBatch(tokens.Length);
        int row = 0;
        for (int i = 0; i < tokens.Length; i++) row = batch.Add(tokens[i], i, 0, i == tokens.Length - 1);
        context.Decode(batch);
        return context.GetLogits(row).ToArray();
    }
}
