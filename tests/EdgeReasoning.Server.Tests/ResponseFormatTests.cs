using System.Text.Json;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using NUnit.Framework;
using OpenAI.Chat;

namespace EdgeReasoning.Server.Tests;

/// <summary>Answers in JSON, asked for with OpenAI's own client.</summary>
public sealed class ResponseFormatTests
{
    private const string Schema = """
        {"type":"object","properties":{"name":{"type":"string","maxLength":6},"age":{"type":"integer","minimum":1,"maximum":99}},"required":["name","age"],"additionalProperties":false}
        """;

    [Test]
    public async Task Complete_JsonSchema_IsKeptByNoise()
    {
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Noise());
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("person", BinaryData.FromString(Schema), jsonSchemaIsStrict: true),
            ReasoningEffortLevel = ChatReasoningEffortLevel.Low,
        };
        for (int i = 0; i < 5; i++)
        {
            ChatCompletion completion = await server.Client().CompleteChatAsync([new UserChatMessage($"Who {i}?")], options);
            JsonElement person = JsonElement.Parse(completion.Content[0].Text);
            Assert.That(person.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "name", "age" }));
            Assert.That(person.GetProperty("age").GetInt32(), Is.InRange(1, 99));
            Assert.That(completion.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        }
    }

    [Test]
    public async Task Stream_JsonObject_IsOne()
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>\n\n{\"a\": [1, 2]}");
        var text = new System.Text.StringBuilder();
        await foreach (StreamingChatCompletionUpdate update in server.Client().CompleteChatStreamingAsync([new UserChatMessage("?")], new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat() }))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate) text.Append(part.Text);
        }

        Assert.That(text.ToString(), Is.EqualTo("{\"a\": [1, 2]}"));
    }

    [Test]
    public async Task Complete_Text_IsFree()
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>yes");
        ChatCompletion completion = await server.Client().CompleteChatAsync([new UserChatMessage("?")], new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateTextFormat() });
        Assert.That(completion.Content[0].Text, Is.EqualTo("yes"));
    }

    [TestCase("""{"type":"json_schema"}""", "response_format.json_schema.schema")]
    [TestCase("""{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object","patternProperties":{}}}}""", "response_format.json_schema.schema")]
    [TestCase("""{"type":"json_schema","json_schema":{"name":"a","schema":7}}""", "response_format.json_schema.schema")]
    [TestCase("7", "response_format")]
    [TestCase("""{"type":"regex"}""", "response_format")]
    public async Task Post_FormatThatCannotBeKept_IsNamed(string format, string param)
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>yes");
        (int status, JsonElement body, _) = await server.PostAsync(RunningServer.Ask("?", $"\"response_format\":{format}"));
        Assert.That((status, body.GetProperty("error").GetProperty("param").GetString()), Is.EqualTo((400, param)));
    }

    [Test]
    public async Task Post_ModelWithoutGrammars_IsABadRequest()
    {
        ScriptedModel model = ScriptedModel.Saying("hm</think>yes");
        model.HasGrammars = false;
        await using RunningServer server = await RunningServer.StartAsync(model);
        (int status, JsonElement body, _) = await server.PostAsync(RunningServer.Ask("?", "\"response_format\":{\"type\":\"json_object\"}"));
        Assert.That(status, Is.EqualTo(400));
        Assert.That(body.GetProperty("error").GetProperty("message").GetString(), Does.Contain("grammars"));
    }
}
