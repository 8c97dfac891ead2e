using System.Text.Json;
using EdgeReasoning.Answers;
using EdgeReasoning.Answers.ToolCalls;
using EdgeReasoning.Core.Tests.Answers.JsonSchemas;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Answers.ToolCalls;

/// <summary>What a required call may look like.</summary>
public sealed class ToolCallGrammarTests
{
    private static readonly ToolDefinition s_add = new("add", parameters: JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"""));
    private static readonly ToolDefinition[] s_tools = [s_add, new("now")];

    [TestCase("<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\":1}}\n</tool_call>", true, true)]
    [TestCase("<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>", true, true)]
    [TestCase("<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>\n<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\":1}}\n</tool_call>", true, false)]
    [TestCase("<tool_call>\n{\"name\": \"add\", \"arguments\": {}}\n</tool_call>", false, false)]
    [TestCase("<tool_call>\n{\"name\": \"now\", \"arguments\": {\"a\":1}}\n</tool_call>", false, false)]
    [TestCase("<tool_call>\n{\"name\": \"sub\", \"arguments\": {}}\n</tool_call>", false, false)]
    [TestCase("I call.", false, false)]
    public void Hermes_Reply_IsLetThroughWhereItCalls(string reply, bool severally, bool once)
    {
        Assert.That(GbnfMatcher.Matches(ToolCallGrammar.Of(ToolCallForm.Hermes, s_tools, takesSeveral: true, null), reply), Is.EqualTo(severally));
        Assert.That(GbnfMatcher.Matches(ToolCallGrammar.Of(ToolCallForm.Hermes, s_tools, takesSeveral: false, null), reply), Is.EqualTo(once));
    }

    [TestCase("{\"name\": \"add\", \"parameters\": {\"a\":1}}", true)]
    [TestCase("{\"name\": \"add\", \"parameters\": {\"a\":1}}\n{\"name\": \"now\", \"parameters\": {}}", false)]
    [TestCase("{\"coins\":20}", true)]
    [TestCase("{\"coins\":true}", false)]
    public void Llama_OrAnAnswer_IsLetThrough(string reply, bool expected)
    {
        AnswerGrammar answer = AnswerGrammar.FromJsonSchema("""{"type":"object","properties":{"coins":{"type":"integer"}},"required":["coins"]}""");
        Assert.That(GbnfMatcher.Matches(ToolCallGrammar.Of(ToolCallForm.Llama, s_tools, takesSeveral: true, answer), reply), Is.EqualTo(expected));
    }

    [TestCase("say \"hi\"\\")]
    [TestCase("日本_now-1.x")]
    public void Of_NameOfAnyKind_IsReadBack(string name)
    {
        string json = PlainJson.Write(name, static (writer, name) => writer.WriteStringValue(name));
        string reply = $"<tool_call>\n{{\"name\": {json}, \"arguments\": {{}}}}\n</tool_call>";
        Assert.That(GbnfMatcher.Matches(ToolCallGrammar.Of(ToolCallForm.Hermes, [new ToolDefinition(name)], takesSeveral: false, null), reply), Is.True);
        Assert.That(new ToolCallReader(ToolCallForm.Hermes, [name], 1).Next(reply).Single().Call!.Name, Is.EqualTo(name));
    }

    [Test]
    public void Of_SchemaThatCannotBeKept_NamesTheTool()
    {
        var tool = new ToolDefinition("odd", parameters: JsonElement.Parse("""{"type":"object","properties":{"a":{"not":{}}}}"""));
        Assert.That(() => ToolCallGrammar.Of(ToolCallForm.Hermes, [tool], takesSeveral: false, null), Throws.ArgumentException.With.Message.Contains("'odd'").And.Message.Contains("#/properties/a"));
    }

    [FsCheck.NUnit.Property(MaxTest = 150)]
    public void Of_SchemasAtRandom_LetThroughValuesThatFit(int seed)
    {
        var random = new Random(seed);
        ToolDefinition[] tools = new ToolDefinition[random.Next(1, 4)];
        string[] values = new string[tools.Length];
        for (int i = 0; i < tools.Length; i++)
        {
            (System.Text.Json.Nodes.JsonObject schema, values[i]) = new SchemaMaker(random).Next(depth: 2);
            tools[i] = new ToolDefinition($"tool{i}", parameters: JsonElement.Parse($$"""{"type":"object","properties":{"v":{{schema.ToJsonString()}}},"required":["v"]}"""));
        }

        int one = random.Next(tools.Length);
        string reply = $"{{\"name\": \"tool{one}\", \"parameters\": {{\"v\":{values[one]}}}}}";
        Assert.That(GbnfMatcher.Matches(ToolCallGrammar.Of(ToolCallForm.Llama, tools, takesSeveral: false, null), reply), Is.True, reply);
        ToolCall call = new ToolCallReader(ToolCallForm.Llama, [.. tools.Select(tool => tool.Name)], 1).Next(reply).Single().Call!;
        Assert.That(SchemaCheck.Satisfies(call.Arguments, tools[one].Parameters), Is.True, reply);
    }
}
