using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Server.Tests;

public sealed class ShutdownTests
{
    [Test]
    public async Task Stop_RequestUnderWay_IsFinished()
    {
        var engine = new HeldEngine();
        await using RunningServer server = await RunningServer.StartAsync(engine);
        Task<(int Status, JsonElement Body, System.Net.Http.Headers.HttpResponseHeaders)> request = server.PostAsync(RunningServer.Ask("?"));
        await engine.Entered.Task;
        Task stopping = server.Server.StopAsync();
        Assert.That(stopping.IsCompleted, Is.False);
        engine.Release.SetResult();
        Assert.That((await request).Status, Is.EqualTo(200));
        await stopping;
    }

    [Test]
    public async Task Stop_RequestBeyondTheDrainTime_IsCancelledWith503()
    {
        var engine = new HeldEngine();
        await using RunningServer server = await RunningServer.StartAsync(engine, new ReasoningApiOptions { DrainTime = TimeSpan.FromMilliseconds(50) });
        Task<(int Status, JsonElement Body, System.Net.Http.Headers.HttpResponseHeaders)> request = server.PostAsync(RunningServer.Ask("?"));
        await engine.Entered.Task;
        await server.Server.StopAsync();
        (int status, JsonElement body, _) = await request;
        Assert.That(status, Is.EqualTo(503));
        Assert.That(body.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("unavailable"));
        Assert.That(engine.Cancelled.Task.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Stop_StreamBeyondTheDrainTime_EndsWithAnError()
    {
        var engine = new FloodingEngine();
        await using RunningServer server = await RunningServer.StartAsync(engine, new ReasoningApiOptions { DrainTime = TimeSpan.FromMilliseconds(50) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(RunningServer.Ask("?", "\"stream\":true"), Encoding.UTF8, "application/json") };
        using HttpResponseMessage response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Task stopping = server.Server.StopAsync();
        List<JsonElement> chunks = await Events.ReadAsync(response);
        await stopping;
        Assert.That(chunks[^1].GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("unavailable"));
    }
}
