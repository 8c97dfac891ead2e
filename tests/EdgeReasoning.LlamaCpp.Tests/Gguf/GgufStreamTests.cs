using EdgeReasoning.LlamaCpp.Gguf;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Gguf;

public sealed class GgufStreamTests
{
    private const long LargeFile = 1L << 40;

    [Test]
    public void Text_AbsurdLengthInLargeFile_IsRefusedBeforeItIsAllocated() =>
        Assert.That(() => Stream(1UL << 30).Text("a value"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no text"));

    [TestCase(GgufValueType.UInt8)]
    [TestCase(GgufValueType.Float64)]
    [TestCase(GgufValueType.String)]
    public void Elements_AbsurdLengthInLargeFile_IsRefusedBeforeItIsAllocated(GgufValueType type) =>
        Assert.That(() => Stream(1UL << 30).Elements(type), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no vocabulary"));

    [Test]
    public void Scalar_PastTheEnd_IsRefused() =>
        Assert.That(() => new GgufStream(new MemoryStream(new byte[2]), 2).Scalar(GgufValueType.UInt32), Throws.TypeOf<EndOfStreamException>());

    // The stream says that it is large; what is there is the length alone.
    private static GgufStream Stream(ulong length) => new(new MemoryStream(BitConverter.GetBytes(length)), LargeFile);
}
