using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Traces;
using NUnit.Framework;
using static EdgeReasoning.Remote.Tests.ScriptedHandler;

namespace EdgeReasoning.Remote.Tests;

/// <summary>Budgets by the server's switch, by cut and continuation, and refused.</summary>
public sealed class BudgetTests
{
    [Test]
    public async Task Limit_ServerWithASwitch_IsToldIt()
    {
        foreach ((RemoteDialect dialect, string field, string expected) in new[]
        {
            (RemoteDialect.Vllm, "thinking_token_budget", "5"), (RemoteDialect.LlamaServer, "thinking_budget_tokens", "5"), (RemoteDialect.EdgeReasoning, "budget", "limit 5 + answer 3"),
        })
        {
            var server = new ScriptedHandler().On("a", Thinks("12345", "abc"));
            await using RemoteEngine engine = Engines.Over(server, dialect);
            ReasoningResult result = await engine.ReasonAsync("?", Limits(5, 3));
            Assert.That(server.Requests[0].Body.GetProperty(field).ToString(), Is.EqualTo(expected));
            Assert.That(server.Requests, Has.Count.EqualTo(1));
            Assert.That(result.Chosen.ThinkingStop, Is.EqualTo(StopReason.Limit));
        }
    }

    [Test]
    public async Task Limit_ServerThatContinues_IsCutAndContinued()
    {
        var server = new ScriptedHandler();
        // It would think on for ever; the continuation is taken for thinking by its parser, and is the answer all the same.
        server.On("a", server.Hangs([.. "18+8 is 26 or".Select(c => Delta("reasoning_content", c))]), Says(Delta("reasoning_content", "It is "), Delta("content", "26."), End("stop"), Usage(30, 4, 0)));
        await using RemoteEngine engine = Engines.Over(server, RemoteDialect.VllmCutAndContinue);
        ReasoningResult result = await engine.ReasonAsync("?", Limits(7, null));
        JsonElement again = server.Requests[1].Body;
        JsonElement begun = again.GetProperty("messages")[1];
        Assert.Multiple(() =>
        {
            Assert.That((result.Thinking, result.Answer), Is.EqualTo(("18+8 is", "It is 26.")));
            Assert.That(result.Usage, Is.EqualTo(new TokenUsage(30, 7, 4, 0, 0, 0)));
            Assert.That((result.StopReason, result.Chosen.ThinkingStop), Is.EqualTo((StopReason.Natural, (StopReason?)StopReason.Limit)));
            Assert.That(result.Chosen.Interventions.Single().Kind, Is.EqualTo(InterventionKind.Close));
            Assert.That(server.BrokenOff, Is.EqualTo(1));
            Assert.That(begun.GetProperty("role").GetString(), Is.EqualTo("assistant"));
            Assert.That(begun.GetProperty("content").GetString(), Is.EqualTo("<think>\n18+8 is\n</think>\n\n"));
            Assert.That(again.GetProperty("continue_final_message").GetBoolean(), Is.True);
            Assert.That(again.GetProperty("add_generation_prompt").GetBoolean(), Is.False);
        });
    }

    [Test]
    public async Task Limit_ThinkingThatEndsBefore_IsNotCut()
    {
        var server = new ScriptedHandler().On("a", Thinks("12345", "a long answer"));
        await using RemoteEngine engine = Engines.Over(server, RemoteDialect.Sglang);
        ReasoningResult result = await engine.ReasonAsync("?", Limits(6, null));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That((result.Answer, result.Chosen.ThinkingStop), Is.EqualTo(("a long answer", (StopReason?)StopReason.Natural)));
    }

    [Test]
    public async Task AnswerLimit_IsKeptFromHere()
    {
        var server = new ScriptedHandler().On("a", Thinks("hm", "a long answer"));
        await using RemoteEngine engine = Engines.Over(server);
        ReasoningResult result = await engine.ReasonAsync("?", Limits(null, 6));
        Assert.That((result.Answer, result.StopReason, result.Usage.AnswerTokens), Is.EqualTo(("a long", StopReason.Limit, 6)));
    }

    [Test]
    public async Task TotalLimit_IsMaxTokens()
    {
        var server = new ScriptedHandler().On("a", Thinks("hm", "", "length"));
        await using RemoteEngine engine = Engines.Over(server);
        ReasoningResult result = await engine.ReasonAsync("?", new ReasoningOptions { Budget = TokenBudget.Create().Limit(new LimitOptions { TotalTokens = 2 }) });
        Assert.That(server.Requests[0].Body.GetProperty("max_completion_tokens").GetInt32(), Is.EqualTo(2));
        Assert.That(result.StopReason, Is.EqualTo(StopReason.Limit));
    }

    [Test]
    public async Task NoThinking_ServerThatContinues_IsGivenAnEmptyBlock()
    {
        var server = new ScriptedHandler().On("a", Says(Delta("content", "26"), End("stop")));
        await using RemoteEngine engine = Engines.Over(server, RemoteDialect.Sglang);
        ReasoningResult result = await engine.ReasonAsync("?", new ReasoningOptions { Budget = TokenBudget.Create().NoThinking() });
        Assert.That((result.Thinking, result.Answer), Is.EqualTo(("", "26")));
        Assert.That(server.Requests.Single().Body.GetProperty("messages")[1].GetProperty("content").GetString(), Is.EqualTo("<think>\n\n</think>\n\n"));
    }

    [Test]
    public async Task Deadline_ServerThatKeepsIt_IsToldWhatIsLeft()
    {
        var server = new ScriptedHandler().On("a", Thinks("hm", "x"));
        await using RemoteEngine engine = Engines.Over(server, RemoteDialect.EdgeReasoning);
        await engine.ReasonAsync("?", new ReasoningOptions { Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(20)) });
        Assert.That(server.Requests[0].Body.GetProperty("deadline").GetDouble(), Is.InRange(1.0, 20.0));
    }

    [Test]
    public async Task Deadline_ServerThatHangs_EndsTheTrace()
    {
        var server = new ScriptedHandler();
        server.On("a", server.Hangs(Delta("reasoning_content", "hm")));
        await using RemoteEngine engine = Engines.Over(server, RemoteDialect.VllmCutAndContinue);
        ReasoningResult result = await engine.ReasonAsync("?", new ReasoningOptions { Budget = TokenBudget.Create().Deadline(TimeSpan.FromMilliseconds(50)) });
        Assert.That((result.Thinking, result.StopReason), Is.EqualTo(("hm", StopReason.Deadline)));
    }

    [Test]
    public async Task Budget_ThatTheServerCannotKeep_IsRefusedBeforeAnyRequest()
    {
        var server = new ScriptedHandler().On("a", Thinks("", "x"));
        await using RemoteEngine openAI = Engines.Over(server);
        await using RemoteEngine vllm = Engines.Over(server, RemoteDialect.Vllm);
        await Assert.MultipleAsync(async () =>
        {
            await AssertRefusedAsync(openAI, Limits(5, null), "no switch that limits thinking");
            await AssertRefusedAsync(openAI, new ReasoningOptions { Budget = TokenBudget.Create().Deadline(TimeSpan.FromSeconds(1)) }, "keeps no deadline");
            await AssertRefusedAsync(vllm, new ReasoningOptions { Budget = TokenBudget.Create().StopWhenStable() }, "watches every token");
            await AssertRefusedAsync(vllm, new ReasoningOptions { Budget = TokenBudget.Create().Extend(50) }, "watches every token");
            await AssertRefusedAsync(openAI, new ReasoningOptions { Sampling = new SamplingOptions { TopK = 5 } }, "top-k");
            await AssertRefusedAsync(vllm, new ReasoningOptions { Sampling = new SamplingOptions { LogProbabilities = true } }, "Log-probabilities");
            await AssertRefusedAsync(vllm, new ReasoningOptions { Scaling = ScalingPolicies.DeepConf(4) }, "confidences");
            await Assert.ThrowsAsync<ArgumentException>(() => vllm.ReasonAsync(ReasoningPrompt.FromRawText("x")));
        });
        Assert.That(server.Requests, Is.Empty);
    }

    private static async Task AssertRefusedAsync(RemoteEngine engine, ReasoningOptions options, string part) =>
        Assert.That((await Assert.ThrowsAsync<ArgumentException>(() => engine.ReasonAsync("?", options)))!.Message, Does.Contain(part));

    private static ReasoningOptions Limits(int? thinking, int? answer) => new() { Budget = TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = thinking, AnswerTokens = answer }) };
}
