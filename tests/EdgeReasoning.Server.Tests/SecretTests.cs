using System.Collections.Concurrent;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace EdgeReasoning.Server.Tests;

/// <summary>What is logged at every level above Trace, by the server and by the engine under it: no key, no question, no answer, whatever goes wrong.</summary>
public sealed class SecretTests
{
    private const string Key = "sk-very-secret-key", WrongKey = "sk-guessed-key", Question = "my diagnosis?", Thinking = "private thoughts", Answer = "private answer";

    [Test]
    public async Task Post_WhateverHappens_LeavesNoSecretInTheLog()
    {
        using var log = new RecordingLog();
        ScriptedModel model = ScriptedModel.Saying($"{Thinking}</think>{Answer}");
        model.Wrap = inner => new FaultyContext(inner, (call, _) =>
        {
            if (call == 3) throw new InvalidOperationException("broken");
        });
        await using (var engine = new ReasoningEngine(model, new ReasoningEngineOptions { LoggerFactory = log }))
        await using (ReasoningServer server = await ReasoningServer.StartAsync([new ServedModel(RunningServer.Model, engine)],
            new ReasoningServerOptions { Port = 0, LoggerFactory = log, Api = new ReasoningApiOptions { ApiKeys = [Key], MaxRequestBytes = 20_000 } }))
        using (var http = new HttpClient { BaseAddress = server.Url })
        {
            string ask = RunningServer.Ask(Question);
            Assert.That(await StatusAsync(http, ask, Key), Is.EqualTo(500), "the decode call that fails");
            Assert.That(await StatusAsync(http, ask, Key), Is.EqualTo(200));
            Assert.That(await StatusAsync(http, RunningServer.Ask(Question, "\"stream\":true"), Key), Is.EqualTo(200));
            Assert.That(await StatusAsync(http, ask, WrongKey), Is.EqualTo(401));
            Assert.That(await StatusAsync(http, RunningServer.Ask(Question, "\"budget\":\"my diagnosis?\""), Key), Is.EqualTo(400));
            Assert.That(await StatusAsync(http, Question, Key), Is.EqualTo(400));
            Assert.That(await StatusAsync(http, RunningServer.Ask(Question + new string('x', 30_000)), Key), Is.EqualTo(413));
        }

        Assert.That(log.Lines, Has.Some.Contains("decode call").And.Some.Contains("Request chatcmpl-"), "it does log");
        foreach (string secret in new[] { Key, WrongKey, Question, Thinking, Answer }) Assert.That(log.Lines, Has.None.Contains(secret));
    }

    private static async Task<int> StatusAsync(HttpClient http, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(body) };
        request.Headers.Authorization = new("Bearer", key);
        using HttpResponseMessage response = await http.SendAsync(request);
        await response.Content.ReadAsStringAsync();
        return (int)response.StatusCode;
    }

    private sealed class RecordingLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
