using System.Buffers;
using System.Text;
using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

public sealed class Utf8ProgressTests
{
    [Test]
    public void TryAdvance_EverySequenceOfTwoBytes_AgreesWithDotNet()
    {
        for (int pair = 0x0101; pair <= 0xFFFF; pair++)
        {
            byte[] bytes = [(byte)(pair >> 8), (byte)pair];
            if (bytes.Contains((byte)0)) continue;
            Check(bytes);
        }
    }

    [TestCase(0xE0, 0xA0, 0x80)]
    [TestCase(0xE0, 0x9F, 0xBF)]
    [TestCase(0xED, 0x9F, 0xBF)]
    [TestCase(0xED, 0xA0, 0x80)]
    [TestCase(0xF0, 0x8F, 0xBF, 0xBF)]
    [TestCase(0xF0, 0x90, 0x80, 0x80)]
    [TestCase(0xF4, 0x8F, 0xBF, 0xBF)]
    [TestCase(0xF4, 0x90, 0x80, 0x80)]
    public void TryAdvance_BordersOfTheTable_AgreeWithDotNet(params int[] bytes) => Check([.. bytes.Select(b => (byte)b)]);

    private static void Check(byte[] bytes)
    {
        Utf8Progress progress = default;
        bool advanced = progress.TryAdvance(bytes);
        OperationStatus status = OperationStatus.Done;
        for (ReadOnlySpan<byte> rest = bytes; rest.Length > 0 && status == OperationStatus.Done;)
        {
            status = Rune.DecodeFromUtf8(rest, out _, out int read);
            rest = rest[read..];
        }

        Assert.That(advanced, Is.EqualTo(status != OperationStatus.InvalidData), Convert.ToHexString(bytes));
        if (advanced) Assert.That(progress.IsWhole, Is.EqualTo(status == OperationStatus.Done), Convert.ToHexString(bytes));
    }
}
