using EdgeReasoning.Inference;
using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.Models.Tiny;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Gguf;

public sealed class GgufModelTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Read_TinyModel_KnowsIt()
    {
        ModelInfo info = GgufModel.Read(TinyModels.PrototypeReasoner).Info;
        Assert.Multiple(() =>
        {
            Assert.That(info.Name, Is.EqualTo("prototype-reasoner"));
            Assert.That(info.Architecture, Is.EqualTo("llama"));
            Assert.That(info.VocabularySize, Is.EqualTo(64));
            Assert.That(info.ContextLength, Is.EqualTo(512));
            Assert.That(info.LayerCount, Is.EqualTo(3));
            Assert.That(info.EmbeddingLength, Is.EqualTo(96));
            Assert.That(info.Quantization, Is.EqualTo("F32"));
            Assert.That(info.BeginOfSequence, Is.EqualTo("<bos>"));
            Assert.That(info.EndOfSequence, Is.EqualTo("<eos>"));
            Assert.That(info.ChatTemplate, Does.StartWith("{{ bos_token }}"));

            // 3 layers, 4 heads of 24 elements, keys and values, 2 bytes each.
            Assert.That(info.KvBytesPerToken, Is.EqualTo(3 * 4 * 24 * 2 * 2));

            // Embedding and output, three layers of four 96x96 and three 96x256 matrices, seven norms.
            Assert.That(info.ParameterCount, Is.EqualTo(2 * 96 * 64 + 3 * (4 * 96 * 96 + 3 * 96 * 256) + 7 * 96));
            Assert.That(info.SizeBytes, Is.EqualTo(4 * info.ParameterCount));
        });
    }

    [Test]
    public void Read_KvHeadsOfEachLayer_CountsThem()
    {
        ModelInfo info = Read(GgufBuilder.Llama().With("llama.attention.head_count_kv", 2, 0)).Info;
        Assert.That(info.KvBytesPerToken, Is.EqualTo(2 * (4 + 4) * 2));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("no architecture", GgufBuilder.Llama().Without("general.architecture"), "general.architecture");
        yield return Case("unknown architecture", GgufBuilder.Llama().With("general.architecture", "nonesuch"), "'nonesuch'");
        yield return Case("encoder", GgufBuilder.Llama().With("general.architecture", "bert"), "'bert'");
        yield return Case("no weights", GgufBuilder.Llama().WithoutTensors(), "vocabulary only");
        yield return Case("no layers", GgufBuilder.Llama().Without("llama.block_count"), "llama.block_count");
        yield return Case("too many layers", GgufBuilder.Llama().With("llama.block_count", 513u), "513");
        yield return Case("no width", GgufBuilder.Llama().With("llama.embedding_length", 0u), "llama.embedding_length is 0");
        yield return Case("endless context", GgufBuilder.Llama().With("llama.context_length", uint.MaxValue), "llama.context_length");
        yield return Case("epsilon", GgufBuilder.Llama().With("llama.attention.layer_norm_rms_epsilon", -1f), "epsilon is -1");
        yield return Case("not a number", GgufBuilder.Llama().With("llama.rope.freq_base", float.NaN), "freq_base is NaN");
        yield return Case("rope scaling", GgufBuilder.Llama().With("llama.rope.scaling.type", "bogus"), "'bogus'");
        yield return Case("experts", GgufBuilder.Llama().With("llama.expert_count", 2u).With("llama.expert_used_count", 3u), "3 of 2 experts");
        yield return Case("expert groups", GgufBuilder.Llama().With("llama.expert_group_count", 3u), "expert_group_count is 3");
        yield return Case("unequal heads", GgufBuilder.Llama().With("llama.attention.key_length", 2u), "keys of 2 and values of 4");
        yield return Case("half rotation", GgufBuilder.Llama().With("llama.rope.dimension_count", 2u), "dimension_count is 2");
        yield return Case("no tokens", GgufBuilder.Llama().Without("tokenizer.ggml.tokens"), "no vocabulary");
        yield return Case("token twice", GgufBuilder.Llama().With("tokenizer.ggml.tokens", "a", "b", "a"), "twice");
        yield return Case("token twice to its zero", GgufBuilder.Llama().With("tokenizer.ggml.tokens", "a", "b", "a\0c"), "twice");
        yield return Case("token types", GgufBuilder.Llama().With("tokenizer.ggml.token_type", 1, 1), "token_type has 2");
        yield return Case("special token", GgufBuilder.Llama().With("tokenizer.ggml.bos_token_id", 3u), "bos_token_id is 3");
        yield return Case("tokenizer", GgufBuilder.Llama().With("tokenizer.ggml.model", "none"), "'none'");
        yield return Case("byte tokens", GgufBuilder.Llama().With("tokenizer.ggml.model", "llama"), "<0x00>");
        yield return Case("byte tokens of RWKV", GgufBuilder.Llama().With("tokenizer.ggml.model", "rwkv"), "\\x00");
        yield return Case("position sections",
            GgufBuilder.Llama().With("general.architecture", "qwen2vl").With("qwen2vl.block_count", 1u).With("qwen2vl.embedding_length", 8u)
                .With("qwen2vl.context_length", 8u).With("qwen2vl.rope.dimension_sections", 0, 0, 0, 4), "dimension_sections");
        yield return Case("experts of the architecture",
            GgufBuilder.Llama().With("general.architecture", "glm4moe").With("glm4moe.block_count", 1u).With("glm4moe.embedding_length", 8u)
                .With("glm4moe.context_length", 8u), "glm4moe.expert_count");
        yield return Case("a later file", GgufBuilder.Llama().With("split.count", 2u).With("split.no", 1u), "00001-of-00002.gguf");
    }

    [TestCaseSource(nameof(Refused))]
    public void Read_Refused_SaysWhy(byte[] content, string reason)
    {
        string path = Path.Combine(_folder.Path, "model.gguf");
        File.WriteAllBytes(path, content);
        Assert.That(() => GgufModel.Read(path), Throws.TypeOf<ModelLoadException>().With.Message.Contains(reason));
    }

    [Test]
    public void Read_SeveralFiles_CountsAllTensors()
    {
        string first = Part(0).BuildFile(_folder.Path, "m-00001-of-00002.gguf");
        new GgufBuilder().With("split.no", 1u).With("split.count", 2u).WithTensor("output.weight", shape: [8, 3])
            .BuildFile(_folder.Path, "m-00002-of-00002.gguf");
        Assert.That(GgufModel.Read(first).Info.ParameterCount, Is.EqualTo(48));
    }

    [Test]
    public void Read_SeveralFilesOneMissing_NamesIt()
    {
        string first = Part(0).BuildFile(_folder.Path, "m-00001-of-00002.gguf");
        Assert.That(() => GgufModel.Read(first), Throws.TypeOf<ModelLoadException>().With.Message.Contains("m-00002-of-00002.gguf"));
    }

    [Test]
    public void Read_LearnedPositions_LimitTheContext() =>
        Assert.That(Read(GgufBuilder.Llama().WithTensor("position_embd.weight", shape: [8, 64])).PositionLimit, Is.EqualTo(64));

    private static GgufBuilder Part(uint number) => GgufBuilder.Llama().With("split.no", number).With("split.count", 2u);

    private GgufModel Read(GgufBuilder builder) => GgufModel.Read(builder.BuildFile(_folder.Path));

    private static TestCaseData Case(string name, GgufBuilder builder, string reason) =>
        new TestCaseData(builder.Build(), reason).SetName($"Read_Refused_SaysWhy({name})");
}
