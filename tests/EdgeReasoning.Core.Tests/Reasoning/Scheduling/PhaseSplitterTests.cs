using System.Text;
using EdgeReasoning.Reasoning.Scheduling;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning.Scheduling;

public sealed class PhaseSplitterTests
{
    private static readonly PhaseMarkers s_think = new("<think>"u8.ToArray(), "</think>"u8.ToArray(), []);

    [TestCase("a b</think>c", "a b", "c")]
    [TestCase("</think>c", "", "c")]
    [TestCase("a</thi</think>c", "a</thi", "c")]
    [TestCase("a<</think>c", "a<", "c")]
    [TestCase("a</think", "a</think", "")]
    [TestCase("a</think>b<think>c</think>d", "ac", "bd")]
    [TestCase("a</think>b</think>c", "a", "bc")]
    [TestCase("<think>a<think>b</think>c", "ab", "c")]
    [TestCase("a</think>b</thin</think>c", "a", "b</thinc")]
    public void Add_ReplyThatStartsThinking_IsSplitHoweverItIsCut(string reply, string thinking, string answer)
    {
        for (var size = 1; size <= reply.Length; size++)
        {
            PhaseSplitter splitter = Split(reply, size, "<think>", "</think>", startsInThinking: true);
            Assert.That((Text(splitter.Thinking), Text(splitter.Answer)), Is.EqualTo((thinking, answer)), $"in pieces of {size}");
        }
    }

    [Test]
    public void Add_MarkersWithBorders_FallBackToTheLongestOne()
    {
        PhaseSplitter splitter = Split("xaabaabaaaby", 1, "[[", "aabaaab", startsInThinking: true);
        Assert.That((Text(splitter.Thinking), Text(splitter.Answer)), Is.EqualTo(("xaab", "y")));
    }

    [Test]
    public void Add_WithoutMarkers_IsAllAnswer()
    {
        PhaseSplitter splitter = Split("a</think>b", 3, null, null, startsInThinking: false);
        Assert.That(Text(splitter.Answer), Is.EqualTo("a</think>b"));
        Assert.That((splitter.AnswerTokens, splitter.ThinkingTokens, splitter.MarkerTokens), Is.EqualTo((4, 0, 0)));
    }

    [TestCase("a</think>\n\nb", "a", "b")]
    [TestCase("a</think>\nb", "a", "\nb")]
    [TestCase("a</think>b\n\nc", "a", "b\n\nc")]
    [TestCase("a</think>\n", "a", "\n")]
    [TestCase("a</think>\n<think>c</think>\n\nd", "ac", "\nd")]
    public void Add_WhatFollowsTheCloseMarker_BelongsToItWhereItIsAllThere(string reply, string thinking, string answer)
    {
        for (var size = 1; size <= reply.Length; size++)
        {
            PhaseSplitter splitter = Split(reply, size, "<think>", "</think>", startsInThinking: true, afterClose: "\n\n");
            Assert.That((Text(splitter.Thinking), Text(splitter.Answer)), Is.EqualTo((thinking, answer)), $"in pieces of {size}");
            Assert.That(splitter.ThinkingTokens + splitter.AnswerTokens + splitter.MarkerTokens, Is.EqualTo((reply.Length + size - 1) / size));
        }
    }

    [Test]
    public void Add_HarmonyChannels_AreTakenForMarkers()
    {
        const string reply = "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>yes";
        PhaseSplitter splitter = new();
        splitter.Reset(PhaseMarkers.Of(EdgeReasoning.Prompts.ThinkingFamilies.GptOss), startsInThinking: false);
        foreach (string token in reply.Replace("<|", "\0<|", StringComparison.Ordinal).Replace("|>", "|>\0", StringComparison.Ordinal).Split('\0', StringSplitOptions.RemoveEmptyEntries)) splitter.Add(Encoding.UTF8.GetBytes(token));
        splitter.Complete();
        Assert.That((Text(splitter.Thinking), Text(splitter.Answer)), Is.EqualTo(("hm", "yes")));
        Assert.That((splitter.ThinkingTokens, splitter.MarkerTokens, splitter.AnswerTokens), Is.EqualTo((1, 9, 1)));
    }

    [Test]
    public void Add_MarkerAcrossTokens_CountsThoseTokensAsMarker()
    {
        var splitter = new PhaseSplitter();
        splitter.Reset(s_think, startsInThinking: true);
        foreach (string token in new[] { "one", "two", "</", "thi", "nk>", "four", "</", "five" }) splitter.Add(Encoding.UTF8.GetBytes(token));
        splitter.Complete();
        Assert.That((splitter.ThinkingTokens, splitter.MarkerTokens, splitter.AnswerTokens), Is.EqualTo((2, 3, 3)));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Add_AnyTokens_SpellTheReplyAndCountEveryToken()
    {
        Gen<string> piece = Gen.Elements("<", ">", "/", "think", "t", "h", "</think>", "<think>", "x", " ", "<<", "</", "ink>");
        return Prop.ForAll(piece.ArrayOf().ToArbitrary(), tokens =>
        {
            var splitter = new PhaseSplitter();
            splitter.Reset(s_think, startsInThinking: true);
            foreach (string token in tokens) splitter.Add(Encoding.UTF8.GetBytes(token));
            splitter.Complete();
            (string thinking, string answer) = Reference(string.Concat(tokens));
            return Text(splitter.Thinking) == thinking && Text(splitter.Answer) == answer
                && splitter.ThinkingTokens + splitter.AnswerTokens + splitter.MarkerTokens == tokens.Length;
        });
    }

    private static (string Thinking, string Answer) Reference(string reply)
    {
        var phases = new[] { new StringBuilder(), new StringBuilder() };
        for (var phase = 0; ;)
        {
            int close = reply.IndexOf("</think>", StringComparison.Ordinal), open = reply.IndexOf("<think>", StringComparison.Ordinal);
            bool closes = close >= 0 && (open < 0 || close < open);
            int at = closes ? close : open;
            phases[phase].Append(at < 0 ? reply : reply[..at]);
            if (at < 0) return (phases[0].ToString(), phases[1].ToString());
            reply = reply[(at + (closes ? "</think>" : "<think>").Length)..];
            phase = closes ? 1 : 0;
        }
    }

    private static PhaseSplitter Split(string reply, int size, string? open, string? close, bool startsInThinking, string? afterClose = null)
    {
        var splitter = new PhaseSplitter();
        splitter.Reset(new PhaseMarkers(Encoding.UTF8.GetBytes(open ?? ""), Encoding.UTF8.GetBytes(close ?? ""), Encoding.UTF8.GetBytes(afterClose ?? "")), startsInThinking);
        foreach (byte[] token in Encoding.UTF8.GetBytes(reply).Chunk(size)) splitter.Add(token);
        splitter.Complete();
        return splitter;
    }

    private static string Text(ByteBuffer buffer) => Encoding.UTF8.GetString(buffer.Bytes);
}
