using System.ClientModel;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using NUnit.Framework;
using OpenAI.Chat;

namespace EdgeReasoning.Server.Tests;

/// <summary>What OpenAI's own .NET client, and a bare HTTP client, get from the server.</summary>
public sealed class ChatCompletionTests
{
    private const string Question = "Today, Ann has 7 pens. Gus has 18 pens. Gus finds 8. How many pens does Gus have now?";

    [Test]
    public async Task Complete_OfficialClient_HasAnswerUsageAndReason()
    {
        await using RunningServer server = await RunningServer.SayingAsync("18+8=26</think>\n\\boxed{26}");
        ClientResult<ChatCompletion> result = await server.Client().CompleteChatAsync([new SystemChatMessage("Be short."), new UserChatMessage(Question)]);
        ChatCompletion completion = result.Value;
        using JsonDocument raw = JsonDocument.Parse(result.GetRawResponse().Content);
        JsonElement choice = raw.RootElement.GetProperty("choices")[0];
        Assert.Multiple(() =>
        {
            Assert.That(completion.Content[0].Text, Is.EqualTo("\\boxed{26}"));
            Assert.That(completion.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(completion.Model, Is.EqualTo(RunningServer.Model));
            Assert.That(completion.Id, Does.StartWith("chatcmpl-"));
            Assert.That(completion.Usage.OutputTokenDetails.ReasoningTokenCount, Is.EqualTo(7));
            Assert.That(completion.Usage.OutputTokenCount, Is.EqualTo(7 + 1 + 11));
            Assert.That(completion.Usage.TotalTokenCount, Is.EqualTo(completion.Usage.InputTokenCount + completion.Usage.OutputTokenCount));
            Assert.That(choice.GetProperty("message").GetProperty("reasoning_content").GetString(), Is.EqualTo("18+8=26"));
            Assert.That(choice.GetProperty("edge_reasoning").GetProperty("extracted").GetString(), Is.EqualTo("26"));
        });
    }

    [Test]
    public async Task Stream_OfficialClient_SaysTheSameAsAWholeReply()
    {
        await using RunningServer server = await RunningServer.SayingAsync("größer? 18+8</think>\nIt is → 26 😀. ");
        var text = new StringBuilder();
        ChatTokenUsage? usage = null;
        ChatFinishReason? reason = null;
        await foreach (StreamingChatCompletionUpdate update in server.Client().CompleteChatStreamingAsync([new UserChatMessage(Question)]))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate) text.Append(part.Text);
            usage = update.Usage ?? usage;
            reason = update.FinishReason ?? reason;
        }

        ChatCompletion whole = await server.Client().CompleteChatAsync([new UserChatMessage(Question)]);
        Assert.Multiple(() =>
        {
            Assert.That(text.ToString(), Is.EqualTo("It is → 26 😀.").And.EqualTo(whole.Content[0].Text));
            Assert.That(reason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(usage?.OutputTokenCount, Is.EqualTo(whole.Usage.OutputTokenCount));
            Assert.That(usage?.OutputTokenDetails.ReasoningTokenCount, Is.EqualTo(whole.Usage.OutputTokenDetails.ReasoningTokenCount));
        });
    }

    [Test]
    public async Task Complete_NextTurn_TellsWhatWasInMemory()
    {
        await using RunningServer server = await RunningServer.SayingAsync("18+8=26</think>\n\\boxed{26}");
        List<ChatMessage> history = [new UserChatMessage(Question)];
        ChatCompletion first = await server.Client().CompleteChatAsync(history);
        history.AddRange([new AssistantChatMessage(first.Content[0].Text), new UserChatMessage("And Ann?")]);
        ChatCompletion second = await server.Client().CompleteChatAsync(history);
        Assert.That(first.Usage.InputTokenDetails.CachedTokenCount, Is.Zero);
        Assert.That(second.Usage.InputTokenDetails.CachedTokenCount, Is.GreaterThan(Question.Length).And.LessThan(second.Usage.InputTokenCount));
    }

    [Test]
    public async Task Stream_Chunks_BeginWithTheRoleAndEndWithTheReason()
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>yes");
        using HttpResponseMessage response = await server.Http.PostAsync("/v1/chat/completions", Json(RunningServer.Ask("?", "\"stream\":true,\"stream_options\":{\"include_usage\":true}")));
        List<JsonElement> chunks = await Events.ReadAsync(response);
        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString(), Is.EqualTo("assistant"));
            Assert.That(chunks[0].GetProperty("choices")[0].GetProperty("finish_reason").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(chunks.Text("reasoning_content"), Is.EqualTo("hm"));
            Assert.That(chunks.Text("content"), Is.EqualTo("yes"));
            Assert.That(chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
            Assert.That(chunks[^1].GetProperty("choices").GetArrayLength(), Is.Zero);
            Assert.That(chunks[^1].GetProperty("usage").GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Complete_SeveralReplies_AreAsManyChoices([Values] bool stream)
    {
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Noise());
        string body = RunningServer.Ask(Question, $"\"n\":3,\"seed\":5,\"temperature\":1,\"max_tokens\":24,\"stream\":{(stream ? "true" : "false")}");
        string[] texts;
        if (stream)
        {
            using HttpResponseMessage response = await server.Http.PostAsync("/v1/chat/completions", Json(body));
            List<JsonElement> chunks = await Events.ReadAsync(response);
            texts = [.. Enumerable.Range(0, 3).Select(i => chunks.Text("reasoning_content", i) + "|" + chunks.Text("content", i))];
        }
        else
        {
            (_, JsonElement reply, _) = await server.PostAsync(body);
            texts = [.. reply.GetProperty("choices").EnumerateArray().Select(choice => Field(choice, "reasoning_content") + "|" + Field(choice, "content"))];
        }

        Assert.That(texts, Has.Length.EqualTo(3).And.Unique);

        static string? Field(JsonElement choice, string name) => choice.GetProperty("message").TryGetProperty(name, out JsonElement text) ? text.GetString() : "";
    }

    [TestCase("\"stop\":\"26\"", "It is")]
    [TestCase("\"stop\":[\"x\",\" 26\"]", "It is")]
    [TestCase("\"stop\":[\"is 26\",\"s 2\"]", "It i")]
    [TestCase("\"stop\":\"26. \"", "It is")]
    [TestCase("\"stop\":\"18\"", "It is 26. Done.")]
    [TestCase("\"stop\":null", "It is 26. Done.")]
    public async Task Complete_Stop_EndsTheAnswerAndNotTheThinking(string field, string expected)
    {
        await using RunningServer server = await RunningServer.SayingAsync("18+8=26</think>\nIt is 26. Done.");
        (_, JsonElement whole, _) = await server.PostAsync(RunningServer.Ask(Question, field));
        using HttpResponseMessage response = await server.Http.PostAsync("/v1/chat/completions", Json(RunningServer.Ask(Question, field + ",\"stream\":true")));
        List<JsonElement> chunks = await Events.ReadAsync(response);
        Assert.Multiple(() =>
        {
            Assert.That(whole.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), Is.EqualTo(expected));
            Assert.That(whole.GetProperty("choices")[0].GetProperty("message").GetProperty("reasoning_content").GetString(), Is.EqualTo("18+8=26"));
            Assert.That(chunks.Text("content"), Is.EqualTo(expected));
            Assert.That(whole.GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
        });
    }

    [Test]
    public async Task Complete_Stop_EndsTheDecodingToo()
    {
        await using RunningServer server = await RunningServer.SayingAsync("</think>abc STOP" + new string('x', 500));
        (_, JsonElement whole, _) = await server.PostAsync(RunningServer.Ask("?", "\"stop\":\"STOP\""));
        Assert.That(whole.GetProperty("usage").GetProperty("completion_tokens").GetInt32(), Is.LessThan(20));
    }

    [TestCase("\"max_tokens\":12", "length")]
    [TestCase("\"max_completion_tokens\":12,\"max_tokens\":400", "length")]
    [TestCase("\"budget\":\"limit 4 + answer 5\"", "length")]
    [TestCase("\"budget\":\"limit 4\"", "stop")]
    [TestCase("\"thinking_token_budget\":4", "stop")]
    [TestCase("\"thinking_budget_tokens\":4", "stop")]
    public async Task Complete_Budget_IsKept(string field, string reason)
    {
        // The model ends its thinking by itself long after the limits.
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Answering(_ => new string('t', 300) + "</think>answer"));
        (int status, JsonElement reply, _) = await server.PostAsync(RunningServer.Ask("?", field + ",\"n\":1"));
        JsonElement usage = reply.GetProperty("usage");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(200));
            Assert.That(usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32(), Is.LessThanOrEqualTo(12));
            if (reason == "length") Assert.That(reply.GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("length"));
            if (field.Contains('4', StringComparison.Ordinal) && !field.Contains("400", StringComparison.Ordinal))
                Assert.That(reply.GetProperty("choices")[0].GetProperty("edge_reasoning").GetProperty("thinking_stop").GetString(), Is.EqualTo("limit"));
        });
    }

    [Test]
    public async Task Complete_NoEffort_AnswersAtOnce()
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>yes");
        ChatCompletion completion = await server.Client().CompleteChatAsync([new UserChatMessage("?")], new ChatCompletionOptions { ReasoningEffortLevel = new ChatReasoningEffortLevel("none") });
        Assert.That(completion.Usage.OutputTokenDetails?.ReasoningTokenCount ?? 0, Is.Zero);
    }

    [Test]
    public async Task Complete_Deadline_EndsWithAnAnswerAndNoError()
    {
        await using RunningServer server = await RunningServer.StartAsync(ScriptedModel.Answering(_ => new string('t', 3000)));
        (int status, JsonElement reply, _) = await server.PostAsync(RunningServer.Ask("?", "\"deadline\":0.001"));
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(200));
            Assert.That(reply.GetProperty("usage").GetProperty("completion_tokens").GetInt32(), Is.LessThan(3000));
        });
    }

    [Test]
    public async Task Complete_Vote_IsOneReplyWithItsVotes([Values] bool stream)
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>\\boxed{26}");
        string body = RunningServer.Ask(Question, $"\"scaling\":\"majority of 5\",\"stream\":{(stream ? "true,\"stream_options\":{\"include_usage\":true}" : "false")}");
        JsonElement details;
        string content;
        if (stream)
        {
            using HttpResponseMessage response = await server.Http.PostAsync("/v1/chat/completions", Json(body));
            List<JsonElement> chunks = await Events.ReadAsync(response);
            details = chunks[^1].GetProperty("edge_reasoning");
            content = chunks.Text("content");
        }
        else
        {
            (_, JsonElement reply, _) = await server.PostAsync(body);
            Assert.That(reply.GetProperty("choices").GetArrayLength(), Is.EqualTo(1));
            details = reply.GetProperty("edge_reasoning");
            content = reply.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
        }

        Assert.Multiple(() =>
        {
            Assert.That(content, Is.EqualTo("\\boxed{26}"));
            Assert.That(details.GetProperty("votes")[0].GetProperty("answer").GetString(), Is.EqualTo("26"));
            // Three of five decide.
            Assert.That(details.GetProperty("votes")[0].GetProperty("votes").GetInt32(), Is.InRange(3, 5));
        });
    }

    [Test]
    public async Task Complete_TinyModelAndSeed_IsWhatTheEngineAnswers()
    {
        var options = new ReasoningEngineOptions { MaxParallelTraces = 2 };
        var threads = new LlamaCppOptions { Threads = 1 };
        await using ReasoningEngine direct = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, threads, options);
        await using RunningServer server = await RunningServer.StartAsync(await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, threads, options));
        for (ulong seed = 0; seed < 5; seed++)
        {
            ReasoningResult expected = await direct.ReasonAsync(Question, new ReasoningOptions { Seed = seed });
            (_, JsonElement reply, _) = await server.PostAsync(RunningServer.Ask(Question, $"\"seed\":{seed}"));
            JsonElement message = reply.GetProperty("choices")[0].GetProperty("message");
            Assert.Multiple(() =>
            {
                Assert.That(message.GetProperty("content").GetString(), Is.EqualTo(expected.Answer));
                Assert.That(message.TryGetProperty("reasoning_content", out JsonElement thinking) ? thinking.GetString() : "", Is.EqualTo(expected.Thinking));
                Assert.That(reply.GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), Is.EqualTo(expected.Usage.InputTokens));
                Assert.That(reply.GetProperty("edge_reasoning").GetProperty("seed").GetUInt64(), Is.EqualTo(seed));
            });
        }
    }

    [Test]
    public async Task Models_AreListedAndShown()
    {
        await using RunningServer server = await RunningServer.SayingAsync("x");
        JsonElement list = await server.Http.GetFromJsonAsync<JsonElement>("/v1/models");
        JsonElement one = await server.Http.GetFromJsonAsync<JsonElement>("/v1/models/" + RunningServer.Model);
        using HttpResponseMessage none = await server.Http.GetAsync("/v1/models/other");
        Assert.Multiple(() =>
        {
            Assert.That(list.GetProperty("data")[0].GetProperty("id").GetString(), Is.EqualTo(RunningServer.Model));
            Assert.That(one.GetProperty("max_model_len").GetInt32(), Is.EqualTo(4096));
            Assert.That(one.GetProperty("thinks").GetBoolean(), Is.True);
            Assert.That((int)none.StatusCode, Is.EqualTo(404));
        });
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
