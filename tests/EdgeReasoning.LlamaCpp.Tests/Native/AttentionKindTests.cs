using EdgeReasoning.LlamaCpp.Gguf;
using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

public sealed class AttentionKindTests
{
    private static readonly LlamaCppOptions Default = new();

    [TestCase(96, 4, LlamaFlashAttention.Off, TestName = "For_HeadsOf24_IsOff")]
    [TestCase(896, 14, LlamaFlashAttention.Auto, TestName = "For_HeadsOf64_IsLlamaCppsOwnChoice")]
    [TestCase(4096, 32, LlamaFlashAttention.Auto, TestName = "For_HeadsOf128_IsLlamaCppsOwnChoice")]
    public void For_HeadsOnCpu_GoesByTheirLength(long width, long heads, LlamaFlashAttention expected) =>
        Assert.That(AttentionKind.For(Default, Sizes(width, heads)), Is.EqualTo(expected));

    [Test]
    public void For_KeyLength_GoesBeforeWidth() =>
        Assert.That(AttentionKind.For(Default, Sizes(96, 4, keyLength: 128)), Is.EqualTo(LlamaFlashAttention.Auto));

    [Test]
    public void For_SizesUnknown_IsLlamaCppsOwnChoice() =>
        Assert.That(AttentionKind.For(Default, new GgufHyperparameters(new GgufMetadata([]))), Is.EqualTo(LlamaFlashAttention.Auto));

    [TestCase(LlamaFlashAttention.On)]
    [TestCase(LlamaFlashAttention.Off)]
    public void For_ChosenByTheCaller_IsKept(LlamaFlashAttention chosen) =>
        Assert.That(AttentionKind.For(Default with { FlashAttention = chosen }, Sizes(96, 4)), Is.EqualTo(chosen));

    [Test]
    public void For_Gpu_IsLlamaCppsOwnChoice() =>
        Assert.That(AttentionKind.For(Default with { Backend = LlamaBackend.Cuda }, Sizes(96, 4)), Is.EqualTo(LlamaFlashAttention.Auto));

    [Test]
    public void For_SmallValues_IsLlamaCppsOwnChoice() =>
        Assert.That(AttentionKind.For(Default with { ValueType = KvType.Q8_0 }, Sizes(128, 4)), Is.EqualTo(LlamaFlashAttention.Auto));

    [Test]
    public void For_TypeWhoseBlocksDoNotDivideAHead_SaysSo() =>
        Assert.That(() => AttentionKind.For(Default with { ValueType = KvType.Q8_0 }, Sizes(96, 4)),
            Throws.InvalidOperationException.With.Message.Contains("ValueType Q8_0").And.Message.Contains("24 elements").And.Message.Contains("F16"));

    private static GgufHyperparameters Sizes(long width, long heads, long? keyLength = null)
    {
        var values = new Dictionary<string, GgufValue>
        {
            ["general.architecture"] = new(GgufValueType.String, GgufValueType.String, "llama"),
            ["llama.block_count"] = Integer(2),
            ["llama.embedding_length"] = Integer(width),
            ["llama.attention.head_count"] = Integer(heads),
        };
        if (keyLength is { } length) values["llama.attention.key_length"] = Integer(length);
        return new GgufHyperparameters(new GgufMetadata(values));
    }

    private static GgufValue Integer(long value) => new(GgufValueType.UInt32, GgufValueType.UInt32, (uint)value);
}
