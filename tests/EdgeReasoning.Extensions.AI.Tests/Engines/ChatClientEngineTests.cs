using EdgeReasoning.Budgets;
using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;
using NUnit.Framework;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

public sealed class ChatClientEngineTests
{
    [Test]
    public async Task ReasonAsync_OneSample_TellsWhatTheClientTold()
    {
        await using IReasoningEngine engine = new StubClient(_ => "4").AsReasoningEngine();
        ReasoningResult result = await engine.ReasonAsync("2 + 2?");
        Assert.Multiple(() =>
        {
            Assert.That((result.Thinking, result.Answer, result.Chosen.Extracted!.Normalized), Is.EqualTo(("hm", "4", "4")));
            Assert.That(result.Usage, Is.EqualTo(new TokenUsage(5, 6, 3, 0, 0, 0)));
            Assert.That((result.StopReason, result.Chosen.ThinkingStop), Is.EqualTo((StopReason.Natural, StopReason.Natural)));
            Assert.That((result.Identity.Library, result.Identity.Device), Is.EqualTo(("somewhere", "host.example")));
        });
    }

    [Test]
    public async Task ReasonAsync_Vote_CallsForEachTraceAndNoMoreAtOnceThanAllowed()
    {
        var client = new StubClient(call => call is 1 or 4 ? "3" : "4");
        await using IReasoningEngine engine = client.AsReasoningEngine(new ChatClientEngineOptions { MaxParallelCalls = 2 });
        ReasoningResult result = await engine.ReasonAsync("2 + 2?", new ReasoningOptions { Scaling = new FixedVote(6) });
        Assert.Multiple(() =>
        {
            Assert.That(result.Vote.Answer, Is.EqualTo("4"));
            Assert.That(result.Answer, Is.EqualTo("4"));
            Assert.That(result.Vote.Counts.Select(count => count.Votes), Is.EqualTo(new[] { 4, 2 }));
            Assert.That(client.Calls, Has.Count.EqualTo(6));
            Assert.That(client.MostAtOnce, Is.EqualTo(2));
            Assert.That(result.Usage.InputTokens, Is.EqualTo(30));
        });
    }

    [Test]
    public async Task ReasonAsync_VoteThatIsDecided_CancelsTheOthersAndCountsThem()
    {
        // The first three agree; the others would never end.
        var client = new StubClient(_ => "4") { Work = (call, token) => call < 3 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, token) };
        await using IReasoningEngine engine = client.AsReasoningEngine();
        ReasoningResult result = await engine.ReasonAsync("2 + 2?", new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 5, Launch = SampleLaunch.AllAtOnce }) });
        Assert.Multiple(() =>
        {
            Assert.That(result.Answer, Is.EqualTo("4"));
            Assert.That(result.Traces.Count(trace => trace.StopReason == StopReason.Outvoted), Is.EqualTo(2));
            Assert.That(result.Traces.Where(trace => trace.StopReason == StopReason.Outvoted).Select(trace => trace.Thinking), Is.All.EqualTo("hm"), "what had come is kept");
            Assert.That(client.Cancelled, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task StreamAsync_Pieces_AddUpToTheResult()
    {
        await using IReasoningEngine engine = new StubClient(_ => "it is 4").AsReasoningEngine();
        List<ReasoningUpdate> updates = await engine.StreamAsync("2 + 2?").ToListAsync();
        Assert.That(updates.Select(update => update.Kind), Is.EqualTo(new[] { ReasoningUpdateKind.Thinking, ReasoningUpdateKind.Answer, ReasoningUpdateKind.TraceFinished, ReasoningUpdateKind.Finished }));
        Assert.That((updates[0].Text, updates[1].Text, updates[3].Result!.Answer), Is.EqualTo(("hm", "it is 4", "it is 4")));
    }

    [Test]
    public async Task Options_ThatAClientCanHonour_AreSent()
    {
        var client = new StubClient(_ => "4");
        await using IReasoningEngine engine = client.AsReasoningEngine(new ChatClientEngineOptions { ChatOptions = new ChatOptions { ModelId = "m", MaxOutputTokens = 500 } });
        await engine.ReasonAsync(ReasoningPrompt.FromMessages(new Prompts.ChatMessage("system", "s"), new Prompts.ChatMessage("user", "q")), new ReasoningOptions
        {
            Seed = 7,
            Sampling = new SamplingOptions { Temperature = 0, TopK = 3 },
            Budget = TokenBudget.Create().Effort(EffortLevel.High).Effort(EffortLevel.Low).Limit(new LimitOptions { TotalTokens = 300 }).AskFor(64).Deadline(TimeSpan.FromMinutes(5)),
        });
        (ChatMessage[] messages, ChatOptions options) = client.Calls.Single();
        Assert.Multiple(() =>
        {
            Assert.That((options.ModelId, options.Seed, options.Temperature, options.TopK, options.MaxOutputTokens), Is.EqualTo(("m", 7L, 0f, 3, 300)));
            Assert.That(options.Reasoning!.Effort, Is.EqualTo(ReasoningEffort.Low));
            Assert.That(messages.Select(message => message.Role), Is.EqualTo(new[] { ChatRole.System, ChatRole.User }));
            Assert.That(messages[1].Text, Does.StartWith("q ").And.Contains("64"));
        });
    }

    [Test]
    public async Task Options_LeftAtTheirDefaults_AreLeftToTheService()
    {
        var client = new StubClient(_ => "4");
        await client.AsReasoningEngine().ReasonAsync("q", new ReasoningOptions { Budget = TokenBudget.Create().NoThinking() });
        ChatOptions options = client.Calls.Single().Options;
        Assert.That((options.Temperature, options.TopP, options.Seed, options.Reasoning!.Effort), Is.EqualTo(((float?)null, (float?)null, (long?)null, ReasoningEffort.None)));
    }

    [Test]
    public void WhatAClientCannotHonour_IsRefusedBeforeTheCall()
    {
        var client = new StubClient(_ => "4");
        IReasoningEngine engine = client.AsReasoningEngine();
        ReasoningOptions[] refused =
        [
            new() { Budget = TokenBudget.Create().Limit(100) },
            new() { Budget = TokenBudget.Create().Limit(new LimitOptions { AnswerTokens = 10 }) },
            new() { Budget = TokenBudget.Create().StopWhenStable() },
            new() { Budget = TokenBudget.Create().StopWhenLooping() },
            new() { Sampling = new SamplingOptions { MinP = .1f } },
            new() { Sampling = new SamplingOptions { LogProbabilities = true } },
            new() { Scaling = ScalingPolicies.DeepConf(4) },
            new() { TemplateVariables = new Dictionary<string, object?> { ["x"] = 1 } },
        ];
        Assert.Multiple(() =>
        {
            foreach (ReasoningOptions options in refused) Assert.That(async () => await engine.ReasonAsync("q", options), Throws.ArgumentException);
            Assert.That(async () => await engine.ReasonAsync(ReasoningPrompt.FromRawText("raw")), Throws.ArgumentException);
            Assert.That(client.Calls, Is.Empty);
            Assert.That(() => client.AsReasoningEngine(new ChatClientEngineOptions { MaxParallelCalls = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public async Task Deadline_CallThatNeverEnds_IsLeftWithWhatHadCome()
    {
        var client = new StubClient(_ => "4") { Work = (_, token) => Task.Delay(Timeout.Infinite, token) };
        await using IReasoningEngine engine = client.AsReasoningEngine();
        ReasoningResult result = await engine.ReasonAsync("q", new ReasoningOptions { Budget = TokenBudget.Create().Deadline(TimeSpan.FromMilliseconds(30)) });
        Assert.That((result.StopReason, result.Thinking, result.Answer), Is.EqualTo((StopReason.Deadline, "hm", "")));
        Assert.That(client.Cancelled, Is.EqualTo(1));
    }

    [Test]
    public async Task CallThatFails_FailsTheRequestAndLeavesTheEngineUsable()
    {
        var client = new StubClient(_ => "4") { Work = (call, _) => call == 1 ? throw new IOException("gone") : Task.CompletedTask };
        await using IReasoningEngine engine = client.AsReasoningEngine();
        Assert.That(async () => await engine.ReasonAsync("q", new ReasoningOptions { Scaling = new FixedVote(4) }), Throws.TypeOf<IOException>().With.Message.EqualTo("gone"));
        Assert.That((await engine.ReasonAsync("q")).Answer, Is.EqualTo("4"));
    }

    [Test]
    public async Task DisposeAsync_RequestUnderWay_FailsItAndLeavesTheClient()
    {
        var client = new StubClient(_ => "4") { Work = (_, token) => Task.Delay(Timeout.Infinite, token) };
        IReasoningEngine engine = client.AsReasoningEngine();
        Task<ReasoningResult> request = engine.ReasonAsync("q");
        await engine.DisposeAsync();
        Assert.That(async () => await request, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await engine.ReasonAsync("q"), Throws.TypeOf<ObjectDisposedException>());
    }

    [TestCase("length", StopReason.Limit)]
    [TestCase("deadline", StopReason.Deadline)]
    [TestCase("content_filter", StopReason.Policy)]
    [TestCase("thinking_budget", StopReason.Natural)]
    [TestCase("stop", StopReason.Natural)]
    public async Task FinishReason_OfTheClient_IsAStopReason(string finish, StopReason reason)
    {
        await using IReasoningEngine engine = new StubClient(_ => "4") { Finish = new ChatFinishReason(finish) }.AsReasoningEngine();
        Assert.That((await engine.ReasonAsync("q")).StopReason, Is.EqualTo(reason));
    }
}
