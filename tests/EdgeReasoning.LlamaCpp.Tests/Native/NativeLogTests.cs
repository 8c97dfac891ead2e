using System.Text;
using EdgeReasoning.LlamaCpp.Native;
using NUnit.Framework;

namespace EdgeReasoning.LlamaCpp.Tests.Native;

[NonParallelizable]
public sealed class NativeLogTests
{
    private const int Debug = 1, Info = 2, Warning = 3, Error = 4, Continuation = 5;

    [Test]
    public void Write_PiecesOfALine_AreOneMessage()
    {
        var lines = new LineLoggerFactory();
        NativeLog.SendTo(lines);
        Write(Info, "loading ");
        Write(Continuation, "tensors");
        Write(Continuation, "...\n");
        Write(Debug, "detail\n");
        Write(Warning, "odd\n");
        Assert.That(lines.Lines, Is.EqualTo(new[] { "Information 1002 loading tensors...", "Debug 1001 detail", "Warning 1003 odd" }));
    }

    [Test]
    public void Write_LineWithoutItsEnd_GoesOutBeforeTheNext()
    {
        var lines = new LineLoggerFactory();
        NativeLog.SendTo(lines);
        Write(Info, "first");
        Write(Error, "second\n");
        Assert.That(lines.Lines, Is.EqualTo(new[] { "Information 1002 first", "Error 1004 second" }));
    }

    [Test]
    public void Complaints_WarningsAndErrors_AreTheLastOnes()
    {
        NativeLog.ClearComplaints();
        Assert.That(NativeLog.Complaints, Is.Empty);
        Write(Info, "fine\n");
        for (int i = 0; i < 8; i++) Write(Error, $"e{i}\n");
        Assert.That(NativeLog.Complaints, Is.EqualTo("e2; e3; e4; e5; e6; e7"));
        NativeLog.ClearComplaints();
        Assert.That(NativeLog.Complaints, Is.Empty);
    }

    private static void Write(int level, string text) => NativeLog.Write(level, Encoding.UTF8.GetBytes(text));
}
