using System.Text;
using EdgeReasoning.Answers.ToolCalls;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Answers.ToolCalls;

/// <summary>What of a reply is a call, and what is text.</summary>
public sealed class ToolCallReaderTests
{
    private static readonly string[] s_names = ["now", "add"];

    private static readonly string[] s_fragments =
    [
        "<tool_call>", "</tool_call>", "<|python_tag|>", "{", "}", "\"name\":", "\"now\"", "\"add\"", ",", "\"arguments\":", "\"parameters\":", "{\"a\":1}", "{}", "\n", " ", "text", "<", "<tool", "_call>", "\"", "\\\"", "[", "]",
        "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>", "{\"name\": \"add\", \"parameters\": {\"a\": \"}\"}}", "日本",
    ];

    [TestCase("No call.", "No call.")]
    [TestCase("<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>", "[now {}]")]
    [TestCase("I look.\n<tool_call>{\"name\":\"add\",\"arguments\":{\"a\":1}}</tool_call>", "I look.\n[add {\"a\":1}]")]
    [TestCase("<tool_call>{\"name\":\"now\"}</tool_call>\n<tool_call>{\"name\":\"add\",\"arguments\":{}}</tool_call> done", "[now {}]\n[add {}] done")]
    [TestCase("<tool_call>{\"name\":\"now\",\"parameters\":{}}</tool_call>", "[now {}]")]
    [TestCase("<tool_call>{\"name\":\"now\",\"arguments\":\"{\\\"a\\\": 1}\"}</tool_call>", "[now {\"a\": 1}]")]
    [TestCase("<tool_call>{\"name\":\"nowhere\",\"arguments\":{}}</tool_call>", "[nowhere {}]")]
    [TestCase("<tool_call>{\"name\":\"add\",\"arguments\":{\"a\":\"</tool_call>}\"}}</tool_call>", "[add {\"a\":\"</tool_call>}\"}]")]
    [TestCase("<tool_call>{\"name\":\"now\",\"arguments\":{}}", "[now {}]")]
    [TestCase("<tool_call>{\"name\":\"now\",\"arguments\":{}}</tool_c", "[now {}]")]
    [TestCase("<tool_call>{\"name\":\"now\",\"arguments\":{}} and more", "[now {}] and more")]
    [TestCase("<tool_call>{\"name\":\"now\",\"arguments\":{}", "<tool_call>{\"name\":\"now\",\"arguments\":{}")]
    [TestCase("<tool_call>now()</tool_call>", "<tool_call>now()</tool_call>")]
    [TestCase("<tool_call>{\"name\":7,\"arguments\":{}}</tool_call>", "<tool_call>{\"name\":7,\"arguments\":{}}</tool_call>")]
    [TestCase("<tool_call>{\"name\":\"now\",\"arguments\":[1]}</tool_call>", "<tool_call>{\"name\":\"now\",\"arguments\":[1]}</tool_call>")]
    [TestCase("<tool_call>{\"name\":\"now\",\"arguments\":{\"a\":\"\\ud800\"}}</tool_call>", "<tool_call>{\"name\":\"now\",\"arguments\":{\"a\":\"\\ud800\"}}</tool_call>")]
    [TestCase("<tool_call>{'name': 'now'}</tool_call><tool_call>{\"name\":\"now\"}</tool_call>", "<tool_call>{'name': 'now'}</tool_call>[now {}]")]
    [TestCase("<tool_call> ", "<tool_call> ")]
    [TestCase("a <tool_ca", "a <tool_ca")]
    [TestCase("{\"name\":\"now\",\"arguments\":{}}", "{\"name\":\"now\",\"arguments\":{}}")]
    public void Hermes_Reply_IsTakenApart(string reply, string expected) => Assert.That(Show(ToolCallForm.Hermes, [reply]), Is.EqualTo(expected));

    [TestCase("{\"name\": \"now\", \"parameters\": {}}", "[now {}]")]
    [TestCase(" \n{\"name\": \"add\", \"parameters\": {\"a\": {\"b\": \"}\"}}}", " \n[add {\"a\": {\"b\": \"}\"}}]")]
    [TestCase("<|python_tag|>{\"name\": \"now\", \"parameters\": {}}", "[now {}]")]
    [TestCase("Wait.<|python_tag|>{\"name\": \"nowhere\", \"parameters\": {}}", "Wait.[nowhere {}]")]
    [TestCase("{\"name\": \"now\", \"parameters\": {}}; {\"name\": \"now\", \"parameters\": {}}", "[now {}]; {\"name\": \"now\", \"parameters\": {}}")]
    [TestCase("{\"name\": \"nowhere\", \"parameters\": {}}", "{\"name\": \"nowhere\", \"parameters\": {}}")]
    [TestCase("{\"name\": \"now\"}", "{\"name\": \"now\"}")]
    [TestCase("{\"coins\": 20}", "{\"coins\": 20}")]
    [TestCase("{\"name\": \"now\", \"param", "{\"name\": \"now\", \"param")]
    [TestCase("The call is {\"name\": \"now\", \"parameters\": {}}", "The call is {\"name\": \"now\", \"parameters\": {}}")]
    [TestCase("<|python_tag|>print(1)", "<|python_tag|>print(1)")]
    public void Llama_Reply_IsTakenApart(string reply, string expected) => Assert.That(Show(ToolCallForm.Llama, [reply]), Is.EqualTo(expected));

    /// <summary>What the fuzzer found. The attributes of test cases cannot hold such a text.</summary>
    [Test]
    public void Hermes_HalfASurrogatePair_IsNoCall()
    {
        string reply = "<tool_call>{\"name\":\"now\",\"arguments\":{\"a\":\"" + '\ud83d' + "\"}}</tool_call>";
        Assert.That(Show(ToolCallForm.Hermes, [reply]), Is.EqualTo(reply));
    }

    [Test]
    public void Next_CallUnderWay_IsHeldBackAndGivenWhole()
    {
        var reader = new ToolCallReader(ToolCallForm.Hermes, s_names, 9);
        Assert.Multiple(() =>
        {
            Assert.That(reader.Next("Look <").Single().Text, Is.EqualTo("Look "));
            Assert.That(reader.Next("tool_call>{\"name\":\"now\","), Is.Empty);
            Assert.That(reader.Next("\"arguments\":{}}\n"), Is.Empty);
            Assert.That(reader.Next("</tool_call>").Single().Call!.Name, Is.EqualTo("now"));
            Assert.That(reader.Next("<b>").Single().Text, Is.EqualTo("<b>"));
            Assert.That(reader.Complete(), Is.Empty);
        });
    }

    [Test]
    public void Next_CallsBeyondTheMost_AreText()
    {
        const string call = "<tool_call>{\"name\":\"now\"}</tool_call>";
        Assert.That(Show(ToolCallForm.Hermes, [call + call], most: 1), Is.EqualTo("[now {}]" + call));
    }

    [TestCase(0, "[now {}]")]
    [TestCase(1, "<tool_call>{\"name\":\"now\"}</tool_call>")]
    public void Next_BehindTheMostMisses_IsText(int more, string expected)
    {
        string misses = string.Concat(Enumerable.Repeat("<tool_call>{}", ToolCallReader.MostMisses - 1 + more));
        Assert.That(Show(ToolCallForm.Hermes, [misses + "<tool_call>{\"name\":\"now\"}</tool_call>"]), Is.EqualTo(misses + expected));
    }

    [TestCase("<tool_call>")]
    [TestCase("<tool_call>{")]
    [TestCase("<tool_call>{}")]
    public void Next_ManyBegins_TakeNoSquareOfTheLength(string begin)
    {
        string reply = string.Concat(Enumerable.Repeat(begin, 20_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<ReplyPart> parts = Read(ToolCallForm.Hermes, [reply], 9);
        // Its square would be 200,000 bytes for each character.
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / reply.Length, Is.LessThan(1000));
        Assert.That(string.Concat(parts.Select(part => part.Text)), Is.EqualTo(reply));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void Next_HoweverItIsCut_GivesTheSameAndLosesNothing(int seed)
    {
        var random = new Random(seed);
        ToolCallForm form = random.Next(2) == 0 ? ToolCallForm.Hermes : ToolCallForm.Llama;
        string reply = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => s_fragments[random.Next(s_fragments.Length)]));
        List<string> pieces = [];
        for (int at = 0; at < reply.Length;)
        {
            int length = Math.Min(reply.Length - at, random.Next(1, 9));
            pieces.Add(reply.Substring(at, length));
            at += length;
        }

        string whole = Show(form, [reply]);
        Assert.That(Show(form, pieces), Is.EqualTo(whole), reply);
        if (!Read(form, [reply], 9).Any(part => part.Call is not null)) Assert.That(whole, Is.EqualTo(reply));
    }

    private static string Show(ToolCallForm form, IReadOnlyList<string> pieces, int most = 9)
    {
        var shown = new StringBuilder();
        foreach (ReplyPart part in Read(form, pieces, most)) shown.Append(part.Call is { } call ? $"[{call.Name} {call.Arguments.GetRawText()}]" : part.Text);
        return shown.ToString();
    }

    private static List<ReplyPart> Read(ToolCallForm form, IReadOnlyList<string> pieces, int most)
    {
        var reader = new ToolCallReader(form, s_names, most);
        List<ReplyPart> parts = [.. pieces.SelectMany(piece => reader.Next(piece))];
        return [.. parts, .. reader.Complete()];
    }
}
