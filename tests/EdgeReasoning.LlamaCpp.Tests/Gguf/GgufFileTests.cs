using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Gguf;

public sealed class GgufFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Read_EveryValueType_GivesItBack()
    {
        GgufFile file = Read(new GgufBuilder()
            .With("u8", GgufValueType.UInt8, w => w.Write((byte)200))
            .With("i8", GgufValueType.Int8, w => w.Write((sbyte)-3))
            .With("u16", GgufValueType.UInt16, w => w.Write((ushort)60000))
            .With("i16", GgufValueType.Int16, w => w.Write((short)-300))
            .With("u32", 4_000_000_000u)
            .With("i32", GgufValueType.Int32, w => w.Write(-70_000))
            .With("f32", 1.5f)
            .With("bool", GgufValueType.Bool, w => w.Write((byte)1))
            .With("text", "Zoë")
            .With("u64", GgufValueType.UInt64, w => w.Write(1UL << 40))
            .With("i64", GgufValueType.Int64, w => w.Write(-1L << 40))
            .With("f64", GgufValueType.Float64, w => w.Write(-2.25))
            .With("texts", "x", "", "yz")
            .With("numbers", 3, -4)
            .WithArray("flags", GgufValueType.Bool, 2, w => w.Write("\u0001\0"u8)));

        Assert.Multiple(() =>
        {
            Assert.That(file.Metadata.Keys, Has.Count.EqualTo(15));
            Assert.That(file.Metadata.Integer("u8"), Is.EqualTo(200));
            Assert.That(file.Metadata.Integer("i8"), Is.EqualTo(-3));
            Assert.That(file.Metadata.Integer("u16"), Is.EqualTo(60000));
            Assert.That(file.Metadata.Integer("i16"), Is.EqualTo(-300));
            Assert.That(file.Metadata.Integer("u32"), Is.EqualTo(4_000_000_000));
            Assert.That(file.Metadata.Integer("i32"), Is.EqualTo(-70_000));
            Assert.That(file.Metadata.Number("f32"), Is.EqualTo(1.5));
            Assert.That(file.Metadata.Boolean("bool"), Is.True);
            Assert.That(file.Metadata.Text("text"), Is.EqualTo("Zoë"));
            Assert.That(file.Metadata.Integer("u64"), Is.EqualTo(1L << 40));
            Assert.That(file.Metadata.Integer("i64"), Is.EqualTo(-1L << 40));
            Assert.That(file.Metadata.Number("f64"), Is.EqualTo(-2.25));
            Assert.That(file.Metadata.Texts("texts"), Is.EqualTo(new[] { "x", "", "yz" }));
            Assert.That(Value("numbers").AsIntegers(), Is.EqualTo(new long[] { 3, -4 }));
            Assert.That(Value("flags").AsArray(), Is.EqualTo(new[] { true, false }));
            Assert.That(file.Metadata.Integer("text"), Is.Null);
            Assert.That(file.Metadata.Text("missing"), Is.Null);
        });

        GgufValue Value(string key) => file.Metadata.TryGetValue(key, out GgufValue? value) ? value : throw new KeyNotFoundException(key);
    }

    [Test]
    public void Read_Tensors_GivesTheirDirectory()
    {
        GgufFile file = Read(new GgufBuilder().WithTensor("a", shape: [6, 2]).WithTensor("b", shape: [3]));
        Assert.Multiple(() =>
        {
            Assert.That(file.Version, Is.EqualTo(3));
            Assert.That(file.DataOffset % 32, Is.Zero);
            Assert.That(file.Tensors.Select(tensor => (tensor.Name, tensor.Offset, tensor.ByteLength, tensor.ElementCount)),
                Is.EqualTo(new[] { ("a", 0L, 48L, 12L), ("b", 64L, 12L, 3L) }));
        });
    }

    [Test]
    public void Read_VersionTwo_IsRead() => Assert.That(Read(new GgufBuilder { Version = 2 }.With("k", 1u)).Version, Is.EqualTo(2));

    [Test]
    public void Read_AlignmentOfTheFile_PlacesTheTensors()
    {
        GgufFile file = Read(new GgufBuilder { Alignment = 64 }.With("general.alignment", 64u).WithTensor("a", shape: [1]).WithTensor("b", shape: [1]));
        Assert.That(file.Tensors[1].Offset, Is.EqualTo(64));
    }

    [Test]
    public void Read_CutAtEveryByte_IsRefused()
    {
        byte[] whole = GgufBuilder.Llama().Build();
        string path = Path.Combine(_folder.Path, "cut.gguf");
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole.AsSpan(0, length));
            Assert.That(() => GgufFile.Read(path), Throws.TypeOf<ModelLoadException>(), $"cut at byte {length}");
        }
    }

    [Test]
    public void Read_NoFile_SaysSo() =>
        Assert.That(() => GgufFile.Read(Path.Combine(_folder.Path, "none.gguf")), Refused("no file"));

    [Test]
    public void Read_Folder_SaysSo() => Assert.That(() => GgufFile.Read(_folder.Path), Refused("folder"));

    [Test]
    public void Read_EmptyFile_SaysSo() => Assert.That(() => GgufFile.Read(_folder.File("e.gguf", "")), Refused("empty"));

    [Test]
    public void Read_TextFile_SaysSo() =>
        Assert.That(() => GgufFile.Read(_folder.File("t.gguf", "These are just words, not a model.")), Refused("GGUF"));

    [Test]
    public void Read_EmptyPath_IsAnArgument() => Assert.That(() => GgufFile.Read(""), Throws.ArgumentException);

    private static IEnumerable<TestCaseData> Unsound()
    {
        yield return Case("version", new GgufBuilder { Version = 1 }, "version");
        yield return Case("big endian", new GgufBuilder { Version = 0x03000000 }, "version");
        yield return Case("key twice", new GgufBuilder().With("k", 1u).WithAgain("k", GgufValueType.UInt8, w => w.Write((byte)1)), "twice");
        yield return Case("empty key", new GgufBuilder().With("", 1u), "empty");
        yield return Case("value type", new GgufBuilder().With("k", (GgufValueType)13, w => w.Write(1)), "unknown type");
        yield return Case("array of arrays", new GgufBuilder().WithArray("k", GgufValueType.Array, 1, w => w.Write(1L)), "unknown type");
        yield return Case("truth value", new GgufBuilder().With("k", GgufValueType.Bool, w => w.Write((byte)2)), "0 or 1");
        yield return Case("UTF-8", new GgufBuilder().With("k", GgufValueType.String, w => { w.Write(1UL); w.Write((byte)0xff); }), "UTF-8");
        yield return Case("long text", new GgufBuilder().With("k", GgufValueType.String, w => w.Write(1UL << 40)), "more than");
        yield return Case("long array", new GgufBuilder().With("k", GgufValueType.Array, w => { w.Write(4u); w.Write(ulong.MaxValue); }), "more than");
        yield return Case("alignment", new GgufBuilder().With("general.alignment", 48u), "power of two");
        yield return Case("alignment type", new GgufBuilder().With("general.alignment", "x"), "power of two");
        yield return Case("tensor twice", new GgufBuilder().WithTensor("a", shape: [1]).WithTensor("a", shape: [1]), "twice");
        yield return Case("tensor name", new GgufBuilder().WithTensor(new string('n', 64), shape: [1]), "name");
        yield return Case("tensor type", new GgufBuilder().WithTensor("a", type: 5, shape: [1]), "unknown type");
        yield return Case("tensor row", new GgufBuilder().WithTensor("a", type: 2, shape: [33]), "multiple");
        yield return Case("tensor offset", new GgufBuilder().WithTensor("a", offset: 32, shape: [1]), "instead of 0");
        yield return Case("no dimension", new GgufBuilder().WithTensor("a", shape: []), "dimensions");
        yield return Case("five dimensions", new GgufBuilder().WithTensor("a", shape: [1, 1, 1, 1, 1]), "dimensions");
        yield return Case("no elements", new GgufBuilder().WithTensor("a", shape: [0]), "elements");
    }

    [TestCaseSource(nameof(Unsound))]
    public void Read_Unsound_SaysWhy(byte[] content, string reason)
    {
        string path = Path.Combine(_folder.Path, "unsound.gguf");
        File.WriteAllBytes(path, content);
        Assert.That(() => GgufFile.Read(path), Refused(reason));
    }

    [TestCase(8)]
    [TestCase(16)]
    public void Read_AbsurdCount_IsRefusedWithoutAllocatingIt(int at)
    {
        byte[] bytes = GgufBuilder.Llama().Build();
        BitConverter.TryWriteBytes(bytes.AsSpan(at), long.MaxValue);
        string path = Path.Combine(_folder.Path, "count.gguf");
        File.WriteAllBytes(path, bytes);
        Assert.That(() => GgufFile.Read(path), Refused("more than"));
    }

    private GgufFile Read(GgufBuilder builder) => GgufFile.Read(builder.BuildFile(_folder.Path));

    private static TestCaseData Case(string name, GgufBuilder builder, string reason) =>
        new TestCaseData(builder.Build(), reason).SetName($"Read_Unsound_SaysWhy({name})");

    private static NUnit.Framework.Constraints.Constraint Refused(string reason) =>
        Throws.TypeOf<ModelLoadException>().With.Message.Contains(reason).And.Property(nameof(ModelLoadException.Path)).Not.Empty;
}
