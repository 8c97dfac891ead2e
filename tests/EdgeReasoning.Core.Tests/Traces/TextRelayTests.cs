using System.Text;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Traces;

public sealed class TextRelayTests
{
    [Test]
    public void Next_AnyTextInAnyPieces_AddsUpToTheTrimmedAndCutText()
    {
        var random = new Random(20261122);
        for (int round = 0; round < 20_000; round++)
        {
            string text = Text(random, random.Next(14));
            var stops = StopSequences.Of([.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(random, 1 + random.Next(3)))]);
            var relay = new TextRelay(stops);
            var passed = new StringBuilder();
            for (int at = 0; at < text.Length;)
            {
                int length = Math.Min(1 + random.Next(4), text.Length - at);
                passed.Append(relay.Next(text.Substring(at, length)));
                at += length;
            }

            string whole = stops.Cut(text.Trim());
            Assert.That(whole, Does.StartWith(passed.ToString()), $"'{text}' with {string.Join('|', stops.All)}");
            Assert.That(passed + relay.Rest(whole), Is.EqualTo(whole));
        }
    }

    [Test]
    public void Next_TextWithoutStops_IsPassedOnAtOnce()
    {
        var relay = new TextRelay(StopSequences.None);
        Assert.That((relay.Next(" \n"), relay.Next("a"), relay.Next(" "), relay.Next("b ")), Is.EqualTo(("", "a", "", " b")));
    }

    [Test]
    public void Next_BeginningOfAStop_IsHeldUntilItIsNone()
    {
        var relay = new TextRelay(StopSequences.Of(["END", "NIL"]));
        Assert.That((relay.Next("xE"), relay.Next("N"), relay.Next("ID"), relay.Next("EN"), relay.Next("D."), relay.Next("more")), Is.EqualTo(("x", "", "ENID", "", "", "")));
    }

    private static string Text(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => "ab \n"[random.Next(4)])]);
}
