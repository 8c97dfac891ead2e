using System.Text;
using System.Text.Json;
using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using NUnit.Framework;
using static EdgeReasoning.Remote.Tests.ScriptedHandler;

namespace EdgeReasoning.Remote.Tests;

/// <summary>What the engine makes of a server's replies, and what it asks for.</summary>
public sealed class RemoteEngineTests
{
    [TestCase("reasoning_content")]
    [TestCase("reasoning")]
    public async Task ReasonAsync_ThinkingInAField_IsApart(string field)
    {
        var server = new ScriptedHandler().On("a", Says(Delta(field, "18+"), Delta(field, "8"), Delta("content", "\\boxed"), Delta("content", "{26}"), End("stop"), Usage(11, 9, 5)));
        await using RemoteEngine engine = Engines.Over(server);
        ReasoningResult result = await engine.ReasonAsync("?");
        Assert.Multiple(() =>
        {
            Assert.That((result.Thinking, result.Answer), Is.EqualTo(("18+8", "\\boxed{26}")));
            Assert.That(result.Usage, Is.EqualTo(new TokenUsage(11, 5, 4, 0, 0, 0)));
            Assert.That(result.Chosen.Extracted?.Normalized, Is.EqualTo("26"));
            Assert.That((result.StopReason, result.Chosen.ThinkingStop), Is.EqualTo((StopReason.Natural, (StopReason?)StopReason.Natural)));
            Assert.That(result.Identity.Device, Is.EqualTo("a"));
        });
    }

    [Test]
    public async Task ReasonAsync_ThinkingInTheContent_IsFoundInAnyPieces([Range(1, 9)] int size)
    {
        const string content = "<think>\n18+8 < 30</think>\nIt is <26>.";
        var server = new ScriptedHandler().On("a", Says([.. content.Chunk(size).Select(piece => Delta("content", new string(piece))), End("stop")]));
        await using RemoteEngine engine = Engines.Over(server);
        ReasoningResult result = await engine.ReasonAsync("?");
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("18+8 < 30", "It is <26>.")));
    }

    [Test]
    public async Task StreamAsync_Pieces_AreTheResult()
    {
        await using RemoteEngine engine = Engines.Over(new ScriptedHandler().On("a", Thinks("hm, größer", "It is 26.")));
        var texts = new Dictionary<ReasoningUpdateKind, StringBuilder>();
        ReasoningResult? result = null;
        var finished = 0;
        await foreach (ReasoningUpdate update in engine.StreamAsync("?"))
        {
            if (update.Text.Length > 0) (texts.TryGetValue(update.Kind, out StringBuilder? text) ? text : texts[update.Kind] = new()).Append(update.Text);
            finished += update.Kind == ReasoningUpdateKind.TraceFinished ? 1 : 0;
            result = update.Result ?? result;
        }

        Assert.That(texts[ReasoningUpdateKind.Thinking].ToString(), Is.EqualTo("hm, größer").And.EqualTo(result!.Thinking));
        Assert.That(texts[ReasoningUpdateKind.Answer].ToString(), Is.EqualTo("It is 26.").And.EqualTo(result.Answer));
        Assert.That(finished, Is.EqualTo(1));
    }

    [Test]
    public async Task ReasonAsync_AnswerGrammar_IsPassedOnOrRefused()
    {
        AnswerGrammar schema = AnswerGrammar.FromJsonSchema("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}"""), own = AnswerGrammar.FromGbnf("root ::= \"a\"");
        foreach (RemoteDialect dialect in new[] { RemoteDialect.OpenAI, RemoteDialect.EdgeReasoning, RemoteDialect.Vllm, RemoteDialect.Sglang, RemoteDialect.LlamaServer })
        {
            var server = new ScriptedHandler().On("a", Thinks("hm", "{ \"a\": 1 }"));
            await using RemoteEngine engine = Engines.Over(server, dialect);
            ReasoningResult result = await engine.ReasonAsync("?", new ReasoningOptions { AnswerGrammar = schema });
            await engine.ReasonAsync("?", new ReasoningOptions { AnswerGrammar = AnswerGrammar.Json });
            Assert.Multiple(() =>
            {
                Assert.That(result.Chosen.Extracted!.Normalized, Is.EqualTo("{\"a\":1}"));
                Assert.That(server.Requests[0].Body.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").GetRawText(), Is.EqualTo(schema.Schema!.Value.GetRawText()));
                Assert.That(server.Requests[1].Body.GetProperty("response_format").GetProperty("type").GetString(), Is.EqualTo("json_object"));
            });
            if (dialect == RemoteDialect.LlamaServer)
            {
                await engine.ReasonAsync("?", new ReasoningOptions { AnswerGrammar = own });
                Assert.That(server.Requests[2].Body.GetProperty("grammar").GetString(), Is.EqualTo(own.Grammar.Text));
                continue;
            }

            Assert.That(async () => await engine.ReasonAsync("?", new ReasoningOptions { AnswerGrammar = own }), NUnit.Framework.Throws.ArgumentException.With.Message.Contains("Give a schema"));
        }
    }

    [Test]
    public async Task ReasonAsync_Tools_AreRefusedBeforeAnythingIsSent()
    {
        await using RemoteEngine engine = Engines.Over(new ScriptedHandler());
        var tools = new ReasoningOptions { Tools = new ToolOptions { Tools = [new ToolDefinition("now")] } };
        Assert.That(async () => await engine.ReasonAsync("?", tools), NUnit.Framework.Throws.ArgumentException.With.Message.Contains("Tools").And.Message.Contains("servers"));
        Assert.That(async () => await engine.ReasonAsync(ReasoningPrompt.FromMessages(ChatMessage.User("?"), ChatMessage.Tool("noon"))), NUnit.Framework.Throws.ArgumentException.With.Message.Contains("Tools"));
    }

    [Test]
    public async Task ReasonAsync_Options_AreInTheRequest()
    {
        var server = new ScriptedHandler().On("a", Thinks("", "x"));
        await using RemoteEngine engine = Engines.Over(server, RemoteDialect.Vllm);
        await engine.ReasonAsync(ReasoningPrompt.FromMessages(ChatMessage.System("Be short."), ChatMessage.User("?")), new ReasoningOptions
        {
            Budget = TokenBudget.Create().AskFor(96).Limit(new LimitOptions { ThinkingTokens = 100, TotalTokens = 400 }),
            Sampling = new SamplingOptions { Temperature = 0.25f, TopP = 0.5f, TopK = 20 },
            TemplateVariables = new Dictionary<string, object?> { ["x"] = true },
            Seed = 3,
        });
        JsonElement body = server.Requests[0].Body;
        Assert.Multiple(() =>
        {
            Assert.That(body.GetProperty("model").GetString(), Is.EqualTo("m"));
            Assert.That(body.GetProperty("messages")[0].GetProperty("content").GetString(), Is.EqualTo("Be short."));
            Assert.That(body.GetProperty("messages")[1].GetProperty("content").GetString(), Is.EqualTo("? Please limit your answer to 96 tokens at most."));
            Assert.That(body.GetProperty("temperature").GetDouble(), Is.EqualTo(0.25));
            Assert.That(body.GetProperty("top_p").GetDouble(), Is.EqualTo(0.5));
            Assert.That(body.GetProperty("top_k").GetInt32(), Is.EqualTo(20));
            Assert.That(body.GetProperty("max_tokens").GetInt32(), Is.EqualTo(400));
            Assert.That(body.GetProperty("thinking_token_budget").GetInt32(), Is.EqualTo(100));
            Assert.That(body.GetProperty("chat_template_kwargs").GetProperty("x").GetBoolean(), Is.True);
            Assert.That(body.GetProperty("stream").GetBoolean(), Is.True);
            Assert.That(body.GetProperty("seed").GetInt64(), Is.InRange(0, int.MaxValue));
        });
    }

    [Test]
    public async Task ReasonAsync_Seeds_DifferByTraceAndAreTheSameAgain()
    {
        var server = new ScriptedHandler().On("a", Thinks("", "x"));
        await using RemoteEngine engine = Engines.Over(server);
        var options = new ReasoningOptions { Seed = 5, Scaling = ScalingPolicies.BestOf(3, (_, _) => ValueTask.FromResult(0.0)) };
        ReasoningResult first = await engine.ReasonAsync("?", options), second = await engine.ReasonAsync("?", options);
        Assert.That(first.Traces.Select(trace => trace.Seed), Is.Unique);
        Assert.That(second.Traces.Select(trace => trace.Seed), Is.EqualTo(first.Traces.Select(trace => trace.Seed)));
        Assert.That(server.Requests.Take(3).Select(request => request.Body.GetProperty("seed").GetUInt64()), Is.EquivalentTo(first.Traces.Select(trace => trace.Seed)));
    }

    [Test]
    public async Task ReasonAsync_DecidedVote_BreaksTheOthersOff()
    {
        var server = new ScriptedHandler();
        Step hangs = server.Hangs(Delta("reasoning_content", "hm"));
        server.On("a", hangs, hangs, Thinks("", "\\boxed{26}"));
        await using RemoteEngine engine = Engines.Over(server);
        ReasoningResult result = await engine.ReasonAsync("?", new ReasoningOptions { Scaling = ScalingPolicies.ShortestFirst(5, 3) });
        Assert.Multiple(() =>
        {
            Assert.That(result.Vote.Answer, Is.EqualTo("26"));
            // Two of three decide; the third may have come by then.
            Assert.That(result.Vote.Counts[0].Votes, Is.InRange(2, 3));
            Assert.That(result.Traces.Count(trace => trace.StopReason == StopReason.Outvoted), Is.InRange(2, 3));
            Assert.That(server.BrokenOff, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task ReasonAsync_MoreTracesThanTurns_TakeTurns()
    {
        var running = 0;
        var most = 0;
        Step counted = async (request, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(5, cancellationToken);
            Interlocked.Decrement(ref running);
            return await Thinks("", "x")(request, cancellationToken);
        };
        await using var engine = new RemoteEngine(new RemoteEngineOptions
        {
            Model = "m",
            Endpoints = [new RemoteEndpoint(new Uri("http://a/v1"))],
            HttpClient = new HttpClient(new ScriptedHandler().On("a", counted)),
            MaxParallelTraces = 3,
        });
        ReasoningResult result = await engine.ReasonAsync("?", new ReasoningOptions { Scaling = ScalingPolicies.BestOf(12, (_, _) => ValueTask.FromResult(0.0)) });
        Assert.That(result.Traces, Has.Count.EqualTo(12));
        Assert.That(most, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task Cancel_HangingServer_EndsAtOnce()
    {
        var server = new ScriptedHandler();
        server.On("a", server.Hangs(Delta("reasoning_content", "hm")));
        await using RemoteEngine engine = Engines.Over(server);
        using var cancel = new CancellationTokenSource();
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (ReasoningUpdate _ in engine.StreamAsync("?", null, cancel.Token)) await cancel.CancelAsync();
        });
        Assert.That(server.BrokenOff, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_RequestUnderWay_FailsIt()
    {
        var server = new ScriptedHandler();
        server.On("a", server.Hangs(Delta("reasoning_content", "hm")));
        RemoteEngine engine = Engines.Over(server);
        Task<ReasoningResult> request = engine.ReasonAsync("?");
        await engine.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => request);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.ReasonAsync("?"));
    }
}
