using EdgeReasoning.Server.Replies;
using NUnit.Framework;

namespace EdgeReasoning.Server.Tests.Replies;

public sealed class ReplyTextTests
{
    [TestCase("  It is 26. \n", "It is 26.")]
    [TestCase("one\ntwo", "one")]
    [TestCase("\n\none\n", "one")]
    [TestCase("abENx", "abENx")]
    [TestCase("abEN", "abEN")]
    [TestCase("a END b", "a")]
    [TestCase("ENEND", "EN")]
    [TestCase("END", "")]
    [TestCase("", "")]
    public void Add_AnyPieces_GiveTheCutText(string text, string expected)
    {
        string[] stops = text.Contains("two", StringComparison.Ordinal) ? ["\n", "END"] : ["END"];
        Assert.That(ReplyText.Cut(text, stops), Is.EqualTo(expected));
        for (var size = 1; size <= text.Length; size++)
        {
            var reply = new ReplyText(stops);
            string together = string.Concat(text.Chunk(size).Select(piece => reply.Add(new string(piece)))) + reply.Complete();
            Assert.That(together, Is.EqualTo(expected), $"in pieces of {size}");
        }
    }

    [Test]
    public void Add_BeginOfAStop_IsHeldBackUntilItIsNone()
    {
        var reply = new ReplyText(["END"]);
        Assert.That(reply.Add("it EN"), Is.EqualTo("it"));
        Assert.That(reply.Add("ters"), Is.EqualTo(" ENters"));
        Assert.That(reply.IsStopped, Is.False);
    }
}
