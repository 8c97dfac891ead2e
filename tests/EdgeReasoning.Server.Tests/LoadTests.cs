using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Server.Tests;

/// <summary>64 clients at once, a third of whose requests are cancelled or cut off: none lost, none mixed up, everything freed.</summary>
public sealed class LoadTests
{
    private const int Clients = 64;
    private const string AtLength = " at length";

    [Test]
    public Task Requests_300() => RunAsync(300);

    [Test, Explicit("Takes a minute or more.")]
    public Task Requests_5000() => RunAsync(5000);

    private static async Task RunAsync(int requests)
    {
        // The model repeats the question's number in its thinking and in its answer, so that a piece in the wrong reply shows.
        var model = ScriptedModel.Answering(prompt => prompt.Contains(AtLength, StringComparison.Ordinal)
            ? $"thinking about {NumberIn(prompt)}{new string('.', 800)}</think>\nat last"
            : $"thinking about {NumberIn(prompt)}</think>\nthe answer to {NumberIn(prompt)} is {NumberIn(prompt)}.");
        var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 16, SequenceTokens = 1024 });
        await using RunningServer server = await RunningServer.StartAsync(engine, new ReasoningApiOptions { MaxRunningRequests = 32, MaxWaitingRequests = 64 });
        var outcomes = new int[6];
        var next = -1;
        long memoryBefore = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            // The client would otherwise read the rest of a reply that is left, to use the connection again.
            using var http = new HttpClient(new SocketsHttpHandler { MaxResponseDrainSize = 0 }) { BaseAddress = server.Server.Url };
            for (int number; (number = Interlocked.Increment(ref next)) < requests;)
            {
                await AskAsync(http, number);
                Interlocked.Increment(ref outcomes[number % 6]);
            }
        })));
        TimeSpan taken = Stopwatch.GetElapsedTime(start);

        Assert.That(outcomes.Sum(), Is.EqualTo(requests));
        await Eventually.Is(async () => (await server.Http.GetStringAsync("/health")).Contains("\"running\":0,\"waiting\":0", StringComparison.Ordinal));
        string metrics = await server.Http.GetStringAsync("/metrics");
        long counted = metrics.Split('\n').Where(line => line.StartsWith("edge_reasoning_requests_total{", StringComparison.Ordinal)).Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        // A connection that is cut before the server has read the request is none of its requests: only those of the fifth kind.
        Assert.That(counted, Is.InRange(requests - outcomes[5], requests));
        Assert.That(metrics, Does.Not.Contain("status=\"5"));
        await Eventually.Is(() => Task.FromResult(engine.Unused == (16, engine.Limits.CapacityTokens)));
        long memoryAfter = GC.GetTotalMemory(forceFullCollection: true);
        start = Stopwatch.GetTimestamp();
        await server.Server.StopAsync();
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{requests} requests of {Clients} clients in {taken.TotalSeconds:F1} s ({requests / taken.TotalSeconds:F0} a second); whole {outcomes[0]}, streamed {outcomes[1]}, several {outcomes[2]}, cut by max_tokens {outcomes[3]}, left while streaming {outcomes[4]}, left while waiting {outcomes[5]}; managed memory {memoryBefore / 1e6:F1} MB before, {memoryAfter / 1e6:F1} MB after; stopped in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        foreach (string line in metrics.Split('\n').Where(line => line.StartsWith("edge_reasoning_requests_total{", StringComparison.Ordinal))) await TestContext.Out.WriteLineAsync(line);
    }

    private static async Task AskAsync(HttpClient http, int number)
    {
        string id = FormattableString.Invariant($"#{number}#");
        string thinking = $"thinking about {id}", answer = $"the answer to {id} is {id}.";
        switch (number % 6)
        {
            case 0:
                JsonElement whole = await PostAsync(http, id, "\"n\":1");
                Assert.That(Message(whole, 0), Is.EqualTo((thinking, answer)));
                break;
            case 1:
                List<JsonElement> chunks = await StreamAsync(http, id);
                Assert.That((chunks.Text("reasoning_content"), chunks.Text("content")), Is.EqualTo((thinking, answer)));
                break;
            case 2:
                JsonElement several = await PostAsync(http, id, "\"n\":3");
                for (var i = 0; i < 3; i++) Assert.That(Message(several, i), Is.EqualTo((thinking, answer)));
                break;
            case 3:
                JsonElement cut = await PostAsync(http, id, FormattableString.Invariant($"\"budget\":\"answer {number % 20 + 4}\""));
                Assert.That(answer, Does.StartWith(Message(cut, 0).Answer));
                Assert.That(Message(cut, 0).Answer.Length, Is.InRange(1, number % 20 + 4));
                Assert.That(Message(cut, 0).Thinking, Is.EqualTo(thinking));
                break;
            case 4:
                using (HttpResponseMessage response = await SendAsync(http, id + AtLength, "\"stream\":true", CancellationToken.None))
                {
                    // The first bytes, and then the connection is dropped.
                    await using Stream stream = await response.Content.ReadAsStreamAsync();
                    Assert.That(await stream.ReadAsync(new byte[200]), Is.Positive);
                }

                break;
            case 5:
                using (var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(10 * (number % 7))))
                {
                    try
                    {
                        using HttpResponseMessage response = await SendAsync(http, id + AtLength, "\"n\":2", left.Token);
                        Assert.That(await response.Content.ReadAsStringAsync(left.Token), Does.Contain(id));
                    }
                    catch (OperationCanceledException)
                    {
                        // As intended; a quick answer may have come before.
                    }
                }

                break;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string question, string fields, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(RunningServer.Ask(question, fields), Encoding.UTF8, "application/json") };
        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        return response;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string question, string fields)
    {
        using HttpResponseMessage response = await SendAsync(http, question, fields, CancellationToken.None);
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.Clone();
    }

    private static async Task<List<JsonElement>> StreamAsync(HttpClient http, string question)
    {
        using HttpResponseMessage response = await SendAsync(http, question, "\"stream\":true", CancellationToken.None);
        return await Events.ReadAsync(response);
    }

    private static (string Thinking, string Answer) Message(JsonElement reply, int index)
    {
        JsonElement message = reply.GetProperty("choices")[index].GetProperty("message");
        return (message.GetProperty("reasoning_content").GetString()!, message.GetProperty("content").GetString()!);
    }

    private static string NumberIn(string prompt)
    {
        int first = prompt.IndexOf('#', StringComparison.Ordinal);
        return prompt[first..(prompt.IndexOf('#', first + 1) + 1)];
    }
}
