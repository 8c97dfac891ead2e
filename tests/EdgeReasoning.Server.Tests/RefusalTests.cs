using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using NUnit.Framework;
using OpenAI.Chat;

namespace EdgeReasoning.Server.Tests;

/// <summary>What is refused, with which status, and that it is said which field is wrong.</summary>
public sealed class RefusalTests
{
    private RunningServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await RunningServer.SayingAsync("hm</think>yes", new ReasoningApiOptions { MaxRequestBytes = 20_000, MaxTraces = 8 });

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase("", 400, null)]
    [TestCase("{", 400, null)]
    [TestCase("null", 400, null)]
    [TestCase("[]", 400, null)]
    [TestCase("""{"model":"scripted"}""", 400, "messages")]
    [TestCase("""{"model":"scripted","messages":[]}""", 400, "messages")]
    [TestCase("""{"model":"scripted","messages":"hi"}""", 400, "messages")]
    [TestCase("""{"model":"scripted","messages":[null]}""", 400, "messages[0]")]
    [TestCase("""{"model":"scripted","messages":[{"content":"hi"}]}""", 400, "messages[0].role")]
    [TestCase("""{"model":"scripted","messages":[{"role":"wizard","content":"hi"}]}""", 400, "messages[0].role")]
    [TestCase("""{"model":"scripted","messages":[{"role":"user"}]}""", 400, "messages[0].content")]
    [TestCase("""{"model":"scripted","messages":[{"role":"tool","content":"1"}]}""", 400, "messages[0].tool_call_id")]
    [TestCase("""{"model":"scripted","messages":[{"role":"function","content":"1"}]}""", 400, "messages[0].role")]
    [TestCase("""{"model":"scripted","messages":[{"role":"assistant","tool_calls":[{}]}]}""", 400, "messages[0].tool_calls[0]")]
    [TestCase("""{"model":"scripted","messages":[{"role":"assistant","tool_calls":[{"function":{"name":"a","arguments":"[]"}}]}]}""", 400, "messages[0].tool_calls[0].function.arguments")]
    [TestCase("""{"model":"scripted","messages":[{"role":"user","content":"","tool_calls":[{"function":{"name":"a"}}]}]}""", 400, "messages[0].tool_calls")]
    [TestCase("""{"model":"scripted","messages":[{"role":"user","content":7}]}""", 400, "messages[0].content")]
    [TestCase("""{"model":"scripted","messages":[{"role":"user","content":"\ud800"}]}""", 400, "messages[0].content")]
    [TestCase("""{"model":"scripted","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}]}]}""", 400, "messages[0].content")]
    [TestCase("""{"messages":[{"role":"user","content":"hi"}]}""", 400, "model")]
    [TestCase("""{"model":"other","messages":[{"role":"user","content":"hi"}]}""", 404, "model")]
    public async Task Post_WrongBody_IsRefused(string body, int status, string? param) => await AssertRefusedAsync(body, status, param);

    [TestCase("\"temperature\":\"hot\"", "temperature")]
    [TestCase("\"temperature\":-1", "temperature")]
    [TestCase("\"top_p\":0", "top_p")]
    [TestCase("\"n\":0", "n")]
    [TestCase("\"n\":9", "n")]
    [TestCase("\"n\":1.5", "n")]
    [TestCase("\"n\":2,\"scaling\":\"majority of 3\"", "n")]
    [TestCase("\"scaling\":\"majority of 9\"", "scaling")]
    [TestCase("\"scaling\":\"majority\"", "scaling")]
    [TestCase("\"stop\":7", "stop")]
    [TestCase("\"stop\":[\"\"]", "stop")]
    [TestCase("\"stop\":\"\\ud800\"", "stop")]
    [TestCase("\"stop\":[\"x\",\"\\udc00\"]", "stop")]
    [TestCase("\"deadline\":\"\\ud800\"", "deadline")]
    [TestCase("\"deadline\":\"99999999999999m\"", "deadline")]
    [TestCase("\"budget\":\"deadline 99999999999999m\"", "budget")]
    [TestCase("\"chat_template_kwargs\":{\"a\":\"\\ud800\"}", "chat_template_kwargs")]
    [TestCase("\"chat_template_kwargs\":{\"a\":{\"\\ud800\":1}}", "chat_template_kwargs")]
    [TestCase("\"max_tokens\":0", "max_tokens")]
    [TestCase("\"max_completion_tokens\":-3", "max_completion_tokens")]
    [TestCase("\"reasoning_effort\":\"giant\"", "reasoning_effort")]
    [TestCase("\"budget\":\"limit x\"", "budget")]
    [TestCase("\"deadline\":0", "deadline")]
    [TestCase("\"deadline\":\"soon\"", "deadline")]
    [TestCase("\"deadline\":[]", "deadline")]
    [TestCase("\"budgte\":\"limit 4\"", "budgte")]
    [TestCase("\"logprobs\":true", "logprobs")]
    [TestCase("\"tools\":[{}]", "tools[0].type")]
    [TestCase("\"tools\":[null]", "tools[0].type")]
    [TestCase("\"tools\":[{\"type\":\"function\"}]", "tools[0].function.name")]
    [TestCase("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\",\"parameters\":{\"type\":\"array\"}}}]", "tools[0].function.parameters")]
    [TestCase("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}},{\"type\":\"function\",\"function\":{\"name\":\"a\"}}]", "tools")]
    [TestCase("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}}],\"tool_choice\":\"some\"", "tool_choice")]
    [TestCase("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a\"}}],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"b\"}}", "tool_choice")]
    [TestCase("\"tool_choice\":\"required\"", "tool_choice")]
    [TestCase("\"response_format\":{\"type\":\"xml\"}", "response_format")]
    [TestCase("\"presence_penalty\":1", "presence_penalty")]
    [TestCase("\"logit_bias\":{\"x\":1}", "logit_bias")]
    [TestCase("\"logit_bias\":{\"999999\":1}", null)]
    [TestCase("\"stream_options\":{\"include_usage\":true}", "stream_options")]
    public async Task Post_WrongField_IsNamed(string field, string? param) => await AssertRefusedAsync(RunningServer.Ask("?", field), 400, param);

    [Test]
    public async Task Post_PromptBeyondTheContext_IsRefused([Values] bool stream) =>
        await AssertRefusedAsync(RunningServer.Ask(new string('x', 5000), $"\"stream\":{(stream ? "true" : "false")}"), 400, null);

    [Test]
    public async Task Post_BodyTooLong_Is413([Values] bool announced)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(RunningServer.Ask(new string('x', 30_000)), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = !announced;
        using HttpResponseMessage response = await _server.Http.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(413));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("request_too_large"));
    }

    [Test]
    public async Task Get_ElsewhereOrByAnotherMethod_HasOpenAIsShape()
    {
        using HttpResponseMessage response = await _server.Http.GetAsync("/v1/completions");
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        using HttpResponseMessage wrongMethod = await _server.Http.GetAsync("/v1/chat/completions");
        Assert.That((int)response.StatusCode, Is.EqualTo(404));
        Assert.That(body.RootElement.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("unknown_url"));
        Assert.That((int)wrongMethod.StatusCode, Is.EqualTo(405));
    }

    [Test]
    public async Task ApiKey_MissingOrWrong_Is401ForAllButHealth()
    {
        await using RunningServer server = await RunningServer.SayingAsync("hm</think>yes", new ReasoningApiOptions { ApiKeys = ["right", "also right"] });
        string body = RunningServer.Ask("?");
        var wrong = await Assert.ThrowsAsync<ClientResultException>(() => server.Client("wrong").CompleteChatAsync([new UserChatMessage("?")]));
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(wrong!.Status, Is.EqualTo(401));
            Assert.That((await server.PostAsync(body)).Status, Is.EqualTo(401));
            Assert.That((await server.PostAsync(body, "righ")).Body.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("invalid_api_key"));
            Assert.That((await server.PostAsync(body, "right")).Status, Is.EqualTo(200));
            Assert.That((await server.PostAsync(body, "also right")).Status, Is.EqualTo(200));
            Assert.That((await server.Http.GetAsync("/v1/models")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await server.Http.GetAsync("/metrics")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That((await server.Http.GetAsync("/health")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task TooManyRequests_Are429WithRetryAfter()
    {
        var engine = new HeldEngine();
        await using RunningServer server = await RunningServer.StartAsync(engine, new ReasoningApiOptions { MaxRunningRequests = 1, MaxWaitingRequests = 1 });
        Task<(int Status, JsonElement, System.Net.Http.Headers.HttpResponseHeaders)> running = server.PostAsync(RunningServer.Ask("1"));
        await engine.Entered.Task;
        Task<(int Status, JsonElement, System.Net.Http.Headers.HttpResponseHeaders)> waiting = server.PostAsync(RunningServer.Ask("2"));
        await Eventually.Is(async () => (await server.Http.GetStringAsync("/health")).Contains("\"waiting\":1", StringComparison.Ordinal));
        (int status, JsonElement body, System.Net.Http.Headers.HttpResponseHeaders headers) = await server.PostAsync(RunningServer.Ask("3"));
        engine.Release.SetResult();
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(status, Is.EqualTo(429));
            Assert.That(headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(body.GetProperty("error").GetProperty("type").GetString(), Is.EqualTo("rate_limit_error"));
            Assert.That((await running).Status, Is.EqualTo(200));
            Assert.That((await waiting).Status, Is.EqualTo(200));
        });
    }

    [Test]
    public async Task RequestTimeLimit_Is504AndCancelsTheEngine()
    {
        var engine = new HeldEngine();
        await using RunningServer server = await RunningServer.StartAsync(engine, new ReasoningApiOptions { RequestTimeLimit = TimeSpan.FromMilliseconds(50) });
        (int status, JsonElement body, _) = await server.PostAsync(RunningServer.Ask("?"));
        Assert.That(status, Is.EqualTo(504));
        Assert.That(body.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("timeout"));
        Assert.That(engine.Cancelled.Task.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task ClientThatLeaves_CancelsItsTraces([Values] bool stream)
    {
        var engine = new HeldEngine();
        await using RunningServer server = await RunningServer.StartAsync(engine);
        using var left = new CancellationTokenSource();
        using var content = new StringContent(RunningServer.Ask("?", $"\"stream\":{(stream ? "true" : "false")}"), Encoding.UTF8, "application/json");
        Task<HttpResponseMessage> request = server.Http.PostAsync("/v1/chat/completions", content, left.Token);
        await engine.Entered.Task;
        await left.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => request);
        await engine.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task SlowReader_IsCutOff()
    {
        var engine = new FloodingEngine();
        await using RunningServer server = await RunningServer.StartAsync(engine, new ReasoningApiOptions { SlowReaderTimeLimit = TimeSpan.FromMilliseconds(100) });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Server.Url.Port);
        byte[] body = Encoding.UTF8.GetBytes(RunningServer.Ask("?", "\"stream\":true"));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n"));
        await client.GetStream().WriteAsync(body);
        // Nothing is ever read. The engine writes without end, until its reply is given up.
        await engine.Ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.That(await server.Http.GetStringAsync("/metrics"), Does.Contain("status=\"499\"} 1"));
    }

    private async Task AssertRefusedAsync(string body, int expected, string? param)
    {
        (int status, JsonElement reply, _) = await _server.PostAsync(body);
        JsonElement error = reply.GetProperty("error");
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(expected), reply.ToString());
            Assert.That(error.GetProperty("type").GetString(), Is.EqualTo("invalid_request_error"));
            Assert.That(error.GetProperty("message").GetString(), Has.Length.GreaterThan(10));
            Assert.That(error.GetProperty("param").GetString(), Is.EqualTo(param), reply.ToString());
        });
    }
}
