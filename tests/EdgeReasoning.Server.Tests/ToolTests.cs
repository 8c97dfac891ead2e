using System.Text.Json;
using EdgeReasoning.Testing;
using NUnit.Framework;
using OpenAI.Chat;

namespace EdgeReasoning.Server.Tests;

/// <summary>Tools, asked for with OpenAI's own client.</summary>
public sealed class ToolTests
{
    private const string Call = "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}\n</tool_call>";

    private static readonly ChatTool s_add = ChatTool.CreateFunctionTool("add", "Adds two numbers.", BinaryData.FromString("""
        {"type":"object","properties":{"a":{"type":"integer","minimum":0,"maximum":99},"b":{"type":"integer","minimum":0,"maximum":99}},"required":["a","b"]}
        """));

    private static readonly ChatTool s_now = ChatTool.CreateFunctionTool("now");

    [Test]
    public async Task Complete_CallAndResult_LeadToTheAnswer()
    {
        List<string> prompts = [];
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Answering(prompt =>
        {
            prompts.Add(prompt);
            return prompt.Contains("<tool>3", StringComparison.Ordinal) ? "hm</think>It is 3." : $"I need the tool.</think>\n\nI add.\n{Call}";
        }).WithTemplate(ToolTemplates.Hermes));
        var options = new ChatCompletionOptions { Tools = { s_add, s_now } };
        List<ChatMessage> messages = [new UserChatMessage("1 + 2?")];
        ChatCompletion first = await server.Client().CompleteChatAsync(messages, options);
        ChatToolCall call = first.ToolCalls.Single();
        Assert.Multiple(() =>
        {
            Assert.That(first.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
            Assert.That(first.Content[0].Text, Is.EqualTo("I add."));
            Assert.That((call.FunctionName, call.FunctionArguments.ToString(), call.Kind), Is.EqualTo(("add", "{\"a\": 1, \"b\": 2}", ChatToolCallKind.Function)));
            Assert.That(call.Id, Is.Not.Empty);
            Assert.That(prompts[0], Does.Contain("Adds two numbers.").And.Contain("\"name\": \"now\""));
        });
        messages.AddRange([new AssistantChatMessage(first), new ToolChatMessage(call.Id, "3")]);
        ChatCompletion second = await server.Client().CompleteChatAsync(messages, options);
        Assert.That((second.Content[0].Text, second.FinishReason), Is.EqualTo(("It is 3.", ChatFinishReason.Stop)));
        Assert.That(prompts[1], Does.EndWith($"<user>1 + 2?<assistant>I add.{Call}<tool>3<assistant>"));
    }

    [TestCase(ToolTemplates.Hermes, "", Call + "<b>" + Call, 2, "<b>")]
    [TestCase(ToolTemplates.Hermes, "Look: ", Call, 1, "Look:")]
    [TestCase(ToolTemplates.Hermes, "", "<tool_call>oops</tool_call>", 0, "<tool_call>oops</tool_call>")]
    [TestCase(ToolTemplates.Llama, "", "{\"name\": \"add\", \"parameters\": {\"a\": 1, \"b\": 2}}", 1, "")]
    public async Task Stream_Reply_GivesTheSameAsTheWhole(string template, string before, string calls, int count, string text)
    {
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Saying($"hm</think>\n\n{before}{calls}").WithTemplate(template));
        var options = new ChatCompletionOptions { Tools = { s_add } };
        ChatCompletion whole = await server.Client().CompleteChatAsync([new UserChatMessage("?")], options);
        var content = new System.Text.StringBuilder();
        var arguments = new Dictionary<int, string>();
        var ids = new HashSet<string>();
        ChatFinishReason? reason = null;
        await foreach (StreamingChatCompletionUpdate update in server.Client().CompleteChatStreamingAsync([new UserChatMessage("?")], options))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate) content.Append(part.Text);
            foreach (StreamingChatToolCallUpdate call in update.ToolCallUpdates)
            {
                arguments[call.Index] = $"{call.FunctionName} {call.FunctionArgumentsUpdate}";
                ids.Add(call.ToolCallId);
            }

            reason = update.FinishReason ?? reason;
        }

        Assert.Multiple(() =>
        {
            Assert.That(whole.ToolCalls.Select(call => $"{call.FunctionName} {call.FunctionArguments}"), Is.EqualTo(arguments.OrderBy(pair => pair.Key).Select(pair => pair.Value)));
            Assert.That((arguments.Count, ids.Count), Is.EqualTo((count, count)));
            Assert.That(content.ToString(), Is.EqualTo(text).And.EqualTo(string.Concat(whole.Content.Select(part => part.Text))));
            Assert.That(reason, Is.EqualTo(whole.FinishReason).And.EqualTo(count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop));
        });
    }

    [Test]
    public async Task Complete_RequiredOfNoise_IsAValidCall([Values] bool specific)
    {
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Noise().WithTemplate(ToolTemplates.Hermes));
        for (int i = 0; i < 6; i++)
        {
            var options = new ChatCompletionOptions
            {
                Tools = { s_add, s_now },
                ToolChoice = specific ? ChatToolChoice.CreateFunctionChoice("add") : ChatToolChoice.CreateRequiredChoice(),
                AllowParallelToolCalls = false,
                ReasoningEffortLevel = ChatReasoningEffortLevel.Low,
                Seed = i,
            };
            ChatCompletion completion = await server.Client().CompleteChatAsync([new UserChatMessage("?")], options);
            ChatToolCall call = completion.ToolCalls.Single();
            Assert.That(completion.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
            if (specific) Assert.That(call.FunctionName, Is.EqualTo("add"));
            JsonElement arguments = JsonElement.Parse(call.FunctionArguments);
            if (call.FunctionName == "add") Assert.That(arguments.GetProperty("b").GetInt32(), Is.InRange(0, 99));
            else Assert.That(arguments.EnumerateObject(), Is.Empty);
        }
    }

    [Test]
    public async Task Complete_VoteOrSeveralChoices_HaveTheirCalls([Values] bool stream)
    {
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Saying($"hm</think>{Call}").WithTemplate(ToolTemplates.Hermes));
        const string tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\"}}]";
        if (stream)
        {
            string events = await server.Http.PostAsync("/v1/chat/completions", new StringContent(RunningServer.Ask("?", tools + ",\"scaling\":\"majority of 3\",\"stream\":true"), System.Text.Encoding.UTF8, "application/json")).Result.Content.ReadAsStringAsync();
            Assert.That(events, Does.Contain("\"tool_calls\":[{\"index\":0,").And.Contain("\"finish_reason\":\"tool_calls\""));
            return;
        }

        (_, JsonElement vote, _) = await server.PostAsync(RunningServer.Ask("?", tools + ",\"scaling\":\"majority of 3\""));
        (_, JsonElement both, _) = await server.PostAsync(RunningServer.Ask("?", tools + ",\"n\":2"));
        Assert.That(vote.GetProperty("edge_reasoning").GetProperty("votes")[0].GetProperty("answer").GetString(), Is.EqualTo("[{\"arguments\":{\"a\":1,\"b\":2},\"name\":\"add\"}]"));
        string[] ids = [.. both.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("id").GetString()!)];
        Assert.That(ids.Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Post_ModelWithoutTools_IsABadRequestThatNamesIt()
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>yes");
        (int status, JsonElement body, _) = await server.PostAsync(RunningServer.Ask("?", "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\"}}]"));
        (int none, JsonElement answer, _) = await server.PostAsync(RunningServer.Ask("?", "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\"}}],\"tool_choice\":\"none\""));
        Assert.That(status, Is.EqualTo(400));
        Assert.That(body.GetProperty("error").GetProperty("message").GetString(), Does.Contain("scripted").And.Contain("template"));
        Assert.That((none, answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()), Is.EqualTo((200, "yes")));
    }
}
