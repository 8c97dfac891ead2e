using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;
using NUnit.Framework;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

public sealed class ReasoningChatClientTests
{
    private const string Thought = "one two three four five six seven eight nine ten";

    private static ReasoningEngine Engine() => new(ScriptedModel.Saying($"{Thought}</think>\n\n42 "), ownsModel: true);

    private static async Task<ReasoningOptions> Translated(ChatOptions options, ReasoningOptions? defaults = null)
    {
        var engine = new StubEngine();
        await engine.AsChatClient(defaults).GetResponseAsync("q", options);
        return engine.Requests.Single().Options;
    }

    [Test]
    public async Task GetResponseAsync_ModelThatThinks_HasThinkingApartFromTheAnswer()
    {
        await using ReasoningEngine engine = Engine();
        ChatResponse response = await engine.AsChatClient().GetResponseAsync("q");
        Assert.Multiple(() =>
        {
            Assert.That(response.Text, Is.EqualTo("42"));
            Assert.That(response.Messages[0].Contents.Select(content => (content.GetType(), content.ToString())), Is.EqualTo(new[] { (typeof(TextReasoningContent), Thought), (typeof(TextContent), "42") }));
            Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(response.ModelId, Is.EqualTo("scripted"));
            Assert.That(response.Usage!.ReasoningTokenCount, Is.EqualTo(Thought.Length));
            Assert.That(response.GetReasoningResult()!.Answer, Is.EqualTo("42"));
            Assert.That(response.GetPlan(), Is.Null);
        });
    }

    [TestCase(null, true)]
    [TestCase(7, false)]
    public async Task GetResponseAsync_NextTurn_GoesOnFromTheHistoryUnlessASeedIsGiven(int? seed, bool reuses)
    {
        await using ReasoningEngine engine = Engine();
        IChatClient client = engine.AsChatClient();
        List<ChatMessage> history = [new(ChatRole.User, new string('q', 50))];
        var options = new ChatOptions { Seed = seed };
        ChatResponse first = await client.GetResponseAsync(history, options);
        history.AddMessages(first);
        history.Add(new(ChatRole.User, "and?"));
        ChatResponse second = await client.GetStreamingResponseAsync(history, options).ToChatResponseAsync();
        Assert.That((first.Usage!.CachedInputTokenCount, second.Usage!.CachedInputTokenCount > 50), Is.EqualTo(((long?)0, reuses)));
    }

    [Test]
    public async Task ReasoningOutput_None_LeavesTheThinkingOutAndCountsIt()
    {
        await using ReasoningEngine engine = Engine();
        var options = new ChatOptions { Reasoning = new() { Output = ReasoningOutput.None } };
        ChatResponse response = await engine.AsChatClient().GetResponseAsync("q", options);
        ChatResponse streamed = await engine.AsChatClient().GetStreamingResponseAsync("q", options).ToChatResponseAsync();
        Assert.That(response.Messages[0].Contents.Single(), Is.InstanceOf<TextContent>());
        Assert.That(streamed.Messages[0].Contents.OfType<TextReasoningContent>(), Is.Empty);
        Assert.That(response.Usage!.ReasoningTokenCount, Is.EqualTo(Thought.Length));
    }

    [Test]
    public async Task FinishReason_ThinkingCutByItsBudget_SaysSo()
    {
        await using ReasoningEngine engine = Engine();
        ChatResponse response = await engine.AsChatClient().GetResponseAsync("q", new ChatOptions().WithBudget(TokenBudget.Create().Limit(12)));
        Assert.That(response.FinishReason, Is.EqualTo(ReasoningFinishReasons.ThinkingBudget));
        Assert.That(response.Usage!.ReasoningTokenCount, Is.LessThan(Thought.Length));
        Assert.That(response.Usage.AdditionalCounts!["forced_tokens"], Is.GreaterThan(0));
    }

    [TestCase(StopReason.Natural, StopReason.Natural, "stop")]
    [TestCase(StopReason.Natural, StopReason.Soft, "stop")]
    [TestCase(StopReason.Natural, null, "stop")]
    [TestCase(StopReason.Natural, StopReason.Limit, "thinking_budget")]
    [TestCase(StopReason.Natural, StopReason.Energy, "thinking_budget")]
    [TestCase(StopReason.Natural, StopReason.Stable, "thinking_budget")]
    [TestCase(StopReason.Natural, StopReason.Loop, "thinking_budget")]
    [TestCase(StopReason.Natural, StopReason.Deadline, "deadline")]
    [TestCase(StopReason.Deadline, StopReason.Natural, "deadline")]
    [TestCase(StopReason.Deadline, null, "deadline")]
    [TestCase(StopReason.Limit, StopReason.Natural, "length")]
    [TestCase(StopReason.Energy, StopReason.Limit, "length")]
    [TestCase(StopReason.Outvoted, null, "outvoted")]
    [TestCase(StopReason.Policy, StopReason.Natural, "stop")]
    public async Task FinishReason_OfEveryEnding_IsTold(StopReason stop, StopReason? thinkingStop, string reason)
    {
        await using var engine = new StubEngine { Trace = StubEngine.Told(stop, thinkingStop) };
        Assert.That((await engine.AsChatClient().GetResponseAsync("q")).FinishReason!.Value.Value, Is.EqualTo(reason));
        Assert.That((await engine.AsChatClient().GetStreamingResponseAsync("q").ToListAsync())[^1].FinishReason!.Value.Value, Is.EqualTo(reason));
    }

    [Test]
    public async Task Options_OfTheStandard_AreTranslated()
    {
        ReasoningOptions options = await Translated(new ChatOptions { Temperature = .25f, TopP = .5f, TopK = 7, Seed = -1, MaxOutputTokens = 99, FrequencyPenalty = 0, ToolMode = ChatToolMode.None, Tools = [AIFunctionFactory.Create(() => 1, "f")] });
        Assert.Multiple(() =>
        {
            Assert.That(options.Sampling, Is.EqualTo(new Inference.SamplingOptions { Temperature = .25f, TopP = .5f, TopK = 7 }));
            Assert.That(options.Seed, Is.EqualTo(ulong.MaxValue));
            Assert.That(Plan(options.Budget).TotalLimit, Is.EqualTo(99));
            Assert.That(options.Scaling, Is.SameAs(ScalingPolicies.Single));
        });
    }

    [TestCase(ReasoningEffort.None, 0)]
    [TestCase(ReasoningEffort.Low, 256)]
    [TestCase(ReasoningEffort.Medium, 1024)]
    [TestCase(ReasoningEffort.High, 4096)]
    [TestCase(ReasoningEffort.ExtraHigh, null)]
    public async Task Effort_IsABudget(ReasoningEffort effort, int? thinkingTokens)
    {
        ReasoningOptions options = await Translated(new ChatOptions { Reasoning = new() { Effort = effort } });
        Assert.That(Plan(options.Budget).ThinkingLimit, Is.EqualTo(thinkingTokens));
        Assert.That(options.TemplateVariables.ContainsKey("reasoning_effort"), Is.EqualTo(effort == ReasoningEffort.ExtraHigh));
    }

    [Test]
    public async Task Options_OfTheLibrary_AreCarriedTypedAndCloned()
    {
        ScalingPolicy vote = ScalingPolicies.MajorityVote(5);
        ChatOptions mine = new ChatOptions()
            .WithBudget(TokenBudget.Create().Limit(64)).WithScaling(vote).WithDeadline(TimeSpan.FromSeconds(3)).WithExtractor(AnswerExtractors.Number);
        ReasoningOptions options = await Translated(mine.Clone());
        Assert.Multiple(() =>
        {
            Assert.That(Plan(options.Budget).ThinkingLimit, Is.EqualTo(64));
            Assert.That(Plan(options.Budget).Deadline, Is.EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(options.Scaling, Is.SameAs(vote));
            Assert.That(options.Extractor, Is.SameAs(AnswerExtractors.Number));
        });
    }

    [Test]
    public async Task Defaults_HoldWhereTheRequestSaysNothing()
    {
        var defaults = new ReasoningOptions { Scaling = ScalingPolicies.MajorityVote(3), Budget = TokenBudget.Create().Limit(10), Seed = 5 };
        Assert.That(await Translated(new ChatOptions(), defaults), Is.EqualTo(defaults));
        ReasoningOptions replaced = await Translated(new ChatOptions { Seed = 6 }.WithBudget(TokenBudget.Create().Limit(20)), defaults);
        Assert.That((Plan(replaced.Budget).ThinkingLimit, replaced.Seed), Is.EqualTo((20, 6)));
        ReasoningOptions made = await Translated(new ChatOptions { RawRepresentationFactory = _ => new ReasoningOptions { Seed = 9 } }, defaults);
        Assert.That((made.Seed, made.Scaling), Is.EqualTo((9, ScalingPolicies.Single)));
    }

    [Test]
    public async Task History_OldThinking_IsLeftOut()
    {
        var engine = new StubEngine();
        await engine.AsChatClient().GetResponseAsync(
            [
                new(ChatRole.System, "rules"),
                new(ChatRole.User, [new TextContent("a "), new TextContent("question")]),
                new(ChatRole.Assistant, [new TextReasoningContent("thought"), new TextContent("answer"), new UsageContent(new())]),
                new(ChatRole.User, "another"),
            ],
            new ChatOptions { Instructions = "first of all" });
        Assert.That(
            engine.Requests.Single().Prompt.Messages,
            Is.EqualTo(new Prompts.ChatMessage[] { new("system", "first of all"), new("system", "rules"), new("user", "a question"), new("assistant", "answer"), new("user", "another") }));
    }

    [Test]
    public async Task GetStreamingResponseAsync_Vote_StreamsWhatWasChosen()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Noise(), new ReasoningEngineOptions { SequenceTokens = 256 }, ownsModel: true);
        ChatOptions options = new ChatOptions { Seed = 4, MaxOutputTokens = 60 }.WithScaling(ScalingPolicies.MajorityVote(5));
        ChatResponse whole = await engine.AsChatClient().GetResponseAsync("q", options);
        ChatResponse streamed = await engine.AsChatClient().GetStreamingResponseAsync("q", options).ToChatResponseAsync();
        Assert.That((streamed.Text, streamed.FinishReason), Is.EqualTo((whole.Text, whole.FinishReason)));
        Assert.That(whole.Usage!.AdditionalCounts!["traces"], Is.GreaterThan(1));
        Assert.That(whole.Usage.OutputTokenCount, Is.EqualTo(whole.GetReasoningResult()!.Traces.Sum(trace => trace.Usage.OutputTokens)));
    }

    [Test]
    public async Task GetStreamingResponseAsync_SingleSample_StreamsAsItIsThought()
    {
        await using ReasoningEngine engine = Engine();
        List<ChatResponseUpdate> updates = await engine.AsChatClient().GetStreamingResponseAsync("q").ToListAsync();
        Assert.That(updates, Has.Count.GreaterThan(20));
        Assert.That(updates.Take(5).Select(update => update.Contents.Single()), Is.All.InstanceOf<TextReasoningContent>());
        Assert.That(updates[^1].GetReasoningResult()!.Answer, Is.EqualTo("42"));
    }

    [Test]
    public async Task StopSequences_InTheThinking_DoNotCount()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("stop. think on</think>\n\nan answer. stop. more"), ownsModel: true);
        ChatResponse response = await engine.AsChatClient().GetResponseAsync("q", new ChatOptions { StopSequences = ["\n\n", "stop"] });
        Assert.That(response.Text, Is.EqualTo("an answer."));
        Assert.That(response.Messages[0].Contents[0].ToString(), Is.EqualTo("stop. think on"));
        Assert.That(response.Usage!.AdditionalCounts!["answer_tokens"], Is.LessThan("\n\nan answer. stop. more".Length), "it is not decoded further");
    }

    [Test]
    public void WhatCannotBeHonoured_IsRefused()
    {
        IChatClient client = new StubEngine().AsChatClient();
        (ChatOptions Options, string Reason)[] refused =
        [
            (new() { Tools = [new HostedCodeInterpreterTool()] }, "HostedCodeInterpreterTool"),
            (new() { FrequencyPenalty = 1 }, "frequency"),
            (new() { PresencePenalty = -1 }, "presence"),
            (new() { ConversationId = "c" }, "history"),
            (new() { Reasoning = new() { Output = ReasoningOutput.Summary } }, "summarised"),
            (new() { ModelId = "gpt" }, "'stub'"),
            (new ChatOptions().WithConstraints(new()), "PlannedEngine"),
        ];
        Assert.Multiple(() =>
        {
            foreach ((ChatOptions options, string reason) in refused)
                Assert.That(async () => await client.GetResponseAsync("q", options), Throws.TypeOf<NotSupportedException>().With.Message.Contains(reason));
            foreach (AIContent content in (AIContent[])[new DataContent(new byte[] { 1 }, "image/png"), new UriContent("http://host/a.png", "image/png"), new FunctionCallContent("1", "f")])
                Assert.That(async () => await client.GetResponseAsync(new ChatMessage(ChatRole.User, [content])), Throws.TypeOf<NotSupportedException>());
            Assert.That(async () => await client.GetResponseAsync("q", new ChatOptions { StopSequences = [""] }), Throws.ArgumentException);
            Assert.That(async () => await client.GetResponseAsync("q", new ChatOptions { MaxOutputTokens = 0 }), Throws.InstanceOf<ArgumentException>());
            Assert.That(async () => await client.GetResponseAsync("q", new ChatOptions { AdditionalProperties = new() { ["edgereasoning.deadline"] = "3 s" } }), Throws.ArgumentException.With.Message.Contains("TimeSpan"));
            Assert.That(() => new ChatOptions().WithDeadline(TimeSpan.Zero), Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public async Task GetService_ReachesTheEngineAndItsModel()
    {
        await using ReasoningEngine engine = Engine();
        using IChatClient client = engine.AsChatClient();
        Assert.Multiple(() =>
        {
            Assert.That(client.GetService(typeof(IReasoningEngine)), Is.SameAs(engine));
            Assert.That(client.GetService(typeof(ReasoningEngine)), Is.SameAs(engine));
            Assert.That(client.GetService<Inference.ModelInfo>()!.Name, Is.EqualTo("scripted"));
            Assert.That(client.GetService<ChatClientMetadata>()!.DefaultModelId, Is.EqualTo("scripted"));
        });
        client.Dispose();
        Assert.That((await client.GetResponseAsync("q")).Text, Is.EqualTo("42"), "the engine is its maker's");
    }

    private static BudgetPlan Plan(TokenBudget budget)
    {
        var plan = new BudgetPlan(new Inference.ModelInfo { Name = "m", Architecture = "a", VocabularySize = 1 }, Prompts.ThinkingFamilies.Generic);
        budget.Prepare(plan);
        return plan;
    }
}
