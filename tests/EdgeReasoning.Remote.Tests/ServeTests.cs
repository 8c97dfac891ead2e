using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Server;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Remote.Tests;

/// <summary>The remote engine against the project's own server, end to end.</summary>
public sealed class ServeTests
{
    private const string Question = "Today, Ann has 7 pens. Gus has 18 pens. Gus finds 8. How many pens does Gus have now?";

    private ReasoningEngine _local = null!;
    private ReasoningServer _server = null!;
    private RemoteEngine _remote = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _local = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { MaxParallelTraces = 8 });
        _server = await ReasoningServer.StartAsync([new ServedModel("tiny", _local)], new ReasoningServerOptions { Port = 0, Api = new ReasoningApiOptions { ApiKeys = ["key"] } });
        _remote = Connect(_server.Url, "key");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _remote.DisposeAsync();
        await _server.DisposeAsync();
        await _local.DisposeAsync();
    }

    [Test]
    public async Task ReasonAsync_TheSameSeed_IsTheLocalTrace()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            ReasoningResult remote = await _remote.ReasonAsync(Question, new ReasoningOptions { Seed = seed });
            ReasoningResult local = await _local.ReasonAsync(Question, new ReasoningOptions { Seed = remote.Chosen.Seed });
            Assert.Multiple(() =>
            {
                Assert.That((remote.Thinking, remote.Answer), Is.EqualTo((local.Thinking, local.Answer)));
                Assert.That(remote.Chosen.Extracted?.Normalized, Is.EqualTo(local.Chosen.Extracted?.Normalized));
                Assert.That((remote.StopReason, remote.Chosen.ThinkingStop), Is.EqualTo((local.StopReason, local.Chosen.ThinkingStop)));
                Assert.That(remote.Usage.InputTokens, Is.EqualTo(local.Usage.InputTokens));
                Assert.That(remote.Usage.ThinkingTokens, Is.EqualTo(local.Usage.ThinkingTokens));
                Assert.That(remote.Usage.OutputTokens, Is.EqualTo(local.Usage.OutputTokens));
            });
        }
    }

    [Test]
    public async Task Limit_IsKeptByTheServersEngine()
    {
        ReasoningResult result = await _remote.ReasonAsync(Question, new ReasoningOptions { Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 3, AnswerTokens = 12 }) });
        Assert.Multiple(() =>
        {
            Assert.That(result.Usage.ThinkingTokens, Is.LessThanOrEqualTo(3 + 8));
            Assert.That(result.Chosen.ThinkingStop, Is.EqualTo(StopReason.Limit));
            Assert.That(result.Answer, Is.Not.Empty);
        });
    }

    [Test]
    public async Task NoThinking_HasNone()
    {
        ReasoningResult result = await _remote.ReasonAsync(Question, new ReasoningOptions { Budget = TokenBudget.Create().NoThinking().Limit(new LimitOptions { AnswerTokens = 16 }) });
        Assert.That(result.Usage.ThinkingTokens, Is.Zero);
    }

    [Test]
    public async Task Deadline_IsKeptByTheServersEngine()
    {
        ReasoningResult result = await _remote.ReasonAsync(Question, new ReasoningOptions { Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(10)) });
        Assert.That(result.Answer, Is.Not.Empty);
    }

    [Test]
    public async Task MajorityVote_FreesWhatItBreaksOff()
    {
        ReasoningResult result = await _remote.ReasonAsync(Question, new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(8), Seed = 1, Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = 200 }) });
        Assert.That(result.Traces, Is.Not.Empty);
        Assert.That(result.Vote.Valid + result.Vote.Unparsed, Is.EqualTo(result.Traces.Count(trace => trace.StopReason != StopReason.Outvoted)));
        // Whoever comes next finds all the memory there is.
        Assert.That((await _remote.ReasonAsync(Question, new ReasoningOptions { Seed = 2 })).Traces, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ReasonAsync_JsonSchema_IsKeptByTheServer()
    {
        AnswerGrammar grammar = AnswerGrammar.FromJsonSchema("""{"type":"object","properties":{"pens":{"type":"integer","minimum":0,"maximum":99},"who":{"enum":["Ann","Gus"]}},"required":["pens","who"]}""");
        for (ulong seed = 0; seed < 4; seed++)
        {
            ReasoningResult result = await _remote.ReasonAsync(Question, new ReasoningOptions { AnswerGrammar = grammar, Seed = seed, Budget = TokenBudget.Create().Limit(60) });
            Assert.That(GbnfMatcher.Matches(grammar.Grammar, result.Answer), Is.True, result.Answer);
        }
    }

    [Test]
    public async Task WrongKeyOrModel_IsToldInTheServersWords()
    {
        await using RemoteEngine wrongKey = Connect(_server.Url, "wrong"), wrongModel = Connect(_server.Url, "key", "other");
        Assert.That((await Assert.ThrowsAsync<RemoteException>(() => wrongKey.ReasonAsync("?")))!.Status, Is.EqualTo(401));
        Assert.That((await Assert.ThrowsAsync<RemoteException>(() => wrongModel.ReasonAsync("?")))!.Message, Does.Contain("There is no model 'other' here"));
    }

    [Test]
    public async Task ManyRequests_OfManyCallers_GetTheirOwnAnswers()
    {
        var model = ScriptedModel.Answering(prompt => $"on {Number(prompt)}</think>\n\\boxed{{{Number(prompt)}}}");
        await using var engine = new ReasoningEngine(model, new ReasoningEngineOptions { MaxParallelTraces = 16, SequenceTokens = 256 });
        await using ReasoningServer first = await ReasoningServer.StartAsync([new ServedModel("tiny", engine)], new ReasoningServerOptions { Port = 0, Api = new ReasoningApiOptions { MaxRunningRequests = 8, MaxWaitingRequests = 4 } });
        await using ReasoningServer second = await ReasoningServer.StartAsync([new ServedModel("tiny", engine)], new ReasoningServerOptions { Port = 0 });
        // The first refuses with 429 what is too much for it, and the second takes it.
        await using var remote = new RemoteEngine(new RemoteEngineOptions
        {
            Model = "tiny",
            Endpoints = [Endpoint(first.Url, null), Endpoint(second.Url, null)],
            Dialect = RemoteDialect.EdgeReasoning,
            MaxParallelTraces = 64,
            MaxRetries = 50,
            RestTime = TimeSpan.FromMilliseconds(20),
        });
        ReasoningResult[] results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => remote.ReasonAsync($"#{i}#", new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(3) })));
        Assert.That(results.Select(result => result.Vote.Answer), Is.EqualTo(Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{i}"))));
    }

    private static RemoteEndpoint Endpoint(Uri url, string? key) => new(new Uri(url, "v1"), key);

    private static RemoteEngine Connect(Uri url, string key, string model = "tiny") => new(new RemoteEngineOptions { Model = model, Endpoints = [Endpoint(url, key)], Dialect = RemoteDialect.EdgeReasoning });

    private static string Number(string prompt) => prompt.Split('#')[1];
}
