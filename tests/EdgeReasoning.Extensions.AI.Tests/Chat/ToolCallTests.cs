using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Prompts;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using EdgeReasoning.Traces;
using Microsoft.Extensions.AI;
using NUnit.Framework;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>Tools through <see cref="IChatClient"/>, over a model that says what a test wants.</summary>
public sealed class ToolCallTests
{
    private const string Call = "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}\n</tool_call>";
    private static readonly AIFunction s_add = AIFunctionFactory.Create((int a, int b) => a + b, "add", "Adds two numbers.");

    [TestCase(ToolTemplates.Hermes, "I add.\n" + Call)]
    [TestCase(ToolTemplates.Llama, "{\"name\": \"add\", \"parameters\": {\"a\": 1, \"b\": 2}}")]
    public async Task UseFunctionInvocation_CallAndResult_LeadToTheAnswer(string template, string call)
    {
        List<string> prompts = [];
        await using var engine = new ReasoningEngine(ScriptedModel.Answering(prompt =>
        {
            prompts.Add(prompt);
            return prompt.Contains("<tool>3", StringComparison.Ordinal) ? "hm</think>It is 3." : $"I need the tool.</think>\n\n{call}";
        }).WithTemplate(template));
        using IChatClient client = engine.AsChatClient().AsBuilder().UseFunctionInvocation().Build();
        foreach (bool streams in new[] { false, true })
        {
            var options = new ChatOptions { Tools = [s_add], ToolMode = ChatToolMode.Auto };
            ChatResponse response = streams ? await client.GetStreamingResponseAsync("1 + 2?", options).ToChatResponseAsync() : await client.GetResponseAsync("1 + 2?", options);
            Assert.That(response.Messages[^1].Text, Is.EqualTo("It is 3."));
            Assert.That(response.Messages.Select(message => message.Role), Is.EqualTo(new[] { ChatRole.Assistant, ChatRole.Tool, ChatRole.Assistant }));
            Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        }

        Assert.That(prompts[0], Does.Contain("\"description\": \"Adds two numbers.\"").And.Contain("\"name\": \"add\""));
        Assert.That(prompts.Distinct().Count(), Is.EqualTo(2), "streamed or not, the model is asked the same");
    }

    [Test]
    public async Task UseFunctionInvocation_CallOfAToolThatThereIsNot_IsToldToTheModel()
    {
        string? last = null;
        await using var engine = Answering(prompt =>
        {
            last = prompt;
            return prompt.Contains("<tool>", StringComparison.Ordinal) ? "hm</think>Sorry." : "hm</think><tool_call>{\"name\":\"sub\",\"arguments\":{}}</tool_call>";
        });
        using IChatClient client = engine.AsChatClient().AsBuilder().UseFunctionInvocation().Build();
        ChatResponse response = await client.GetResponseAsync("?", new ChatOptions { Tools = [s_add] });
        Assert.That((response.Text, last!.Contains("<tool>Error", StringComparison.Ordinal)), Is.EqualTo(("Sorry.", true)), last);
    }

    [Test]
    public async Task GetResponseAsync_ReplyWithCalls_HasTextCallsAndReason()
    {
        await using var engine = Answering(_ => $"hm</think>I add.\n{Call}\n{Call}");
        ChatResponse response = await engine.AsChatClient().GetResponseAsync("?", new ChatOptions { Tools = [s_add] });
        Assert.Multiple(() =>
        {
            Assert.That(response.Messages.Single().Contents.Select(content => content.GetType()), Is.EqualTo(new[] { typeof(TextReasoningContent), typeof(TextContent), typeof(FunctionCallContent), typeof(FunctionCallContent) }));
            Assert.That((response.Text, response.FinishReason), Is.EqualTo(("I add.", ChatFinishReason.ToolCalls)));
            Assert.That(((JsonElement)response.Messages.Single().Contents.OfType<FunctionCallContent>().First().Arguments!["b"]!).GetInt32(), Is.EqualTo(2));
            Assert.That(response.Usage!.AdditionalCounts!["answer_tokens"], Is.GreaterThanOrEqualTo(Call.Length));
        });
    }

    [Test]
    public async Task GetStreamingResponseAsync_Call_ComesWholeAndNoPieceOfItBefore()
    {
        await using var engine = Answering(_ => $"hm</think>a < b.\n{Call} after");
        List<ChatResponseUpdate> updates = await engine.AsChatClient().GetStreamingResponseAsync("?", new ChatOptions { Tools = [s_add], StopSequences = [".!"] }).ToListAsync();
        AIContent[] contents = [.. updates.SelectMany(update => update.Contents).Where(content => content is TextContent or FunctionCallContent)];
        int call = Array.FindIndex(contents, content => content is FunctionCallContent);
        Assert.That(string.Concat(contents[..call].Cast<TextContent>().Select(text => text.Text)), Is.EqualTo("a < b."));
        Assert.That(string.Concat(contents[(call + 1)..].Cast<TextContent>().Select(text => text.Text)).Trim(), Is.EqualTo("after"));
        Assert.That(updates.ToChatResponse().FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
    }

    [Test]
    public async Task ReasonAsync_Votes_CompareNamesAndArguments()
    {
        int next = 0;
        string[] replies = ["hm</think>" + Call, "hm</think><tool_call>{\"name\":\"add\",\"arguments\":{\"b\":2.0,\"a\":1}}</tool_call>", "hm</think>three"];
        var tally = new VoteTally();
        foreach (string reply in replies)
        {
            await using ReasoningEngine one = Answering(_ => reply);
            ReasoningResult result = await one.ReasonAsync("?", new ReasoningOptions { Tools = new ToolOptions { Tools = [new ToolDefinition("add")] } });
            tally.Add(result.Chosen with { Index = next++ });
        }

        Assert.That((tally.Leader.Votes, tally.Leader.Answer), Is.EqualTo((2, """[{"arguments":{"a":1,"b":2},"name":"add"}]""")));
    }

    [Test]
    public async Task GetResponseAsync_VoteStreamedOrNot_GivesTheWinnersCalls()
    {
        await using var engine = Answering(_ => $"hm</think>I add.{Call}");
        ChatOptions options = new ChatOptions { Tools = [s_add], Seed = 1 }.WithScaling(ScalingPolicies.MajorityVote(3));
        ChatResponse whole = await engine.AsChatClient().GetResponseAsync("?", options);
        ChatResponse streamed = await engine.AsChatClient().GetStreamingResponseAsync("?", options).ToChatResponseAsync();
        Assert.That((whole.Text, whole.Messages.Single().Contents.OfType<FunctionCallContent>().Count()), Is.EqualTo(("I add.", 1)));
        Assert.That((streamed.Text, streamed.Messages.Single().Contents.OfType<FunctionCallContent>().Count()), Is.EqualTo(("I add.", 1)));
        Assert.That(whole.GetReasoningResult()!.Vote.Agreement, Is.EqualTo(1));
    }

    [Test]
    public async Task GetResponseAsync_ThinkingClosedByABudget_StillCalls()
    {
        await using var engine = Answering(_ => Call);
        ChatResponse response = await engine.AsChatClient().GetResponseAsync("?", new ChatOptions { Tools = [s_add], ToolMode = ChatToolMode.RequireSpecific("add"), MaxOutputTokens = 200 }.WithBudget(TokenBudget.Create().Limit(5)));
        Assert.That(response.GetReasoningResult()!.Chosen.ThinkingStop, Is.EqualTo(StopReason.Limit));
        Assert.That((response.FinishReason, response.Messages.Single().Contents.OfType<FunctionCallContent>().Count()), Is.EqualTo((ChatFinishReason.ToolCalls, 1)));
    }

    [Test]
    public async Task GetResponseAsync_History_IsWrittenAsTheTemplateHasIt()
    {
        string? prompt = null;
        await using var engine = Answering(text => { prompt = text; return "hm</think>ok"; });
        ChatMessage[] history =
        [
            new(ChatRole.User, "1 + 2, and now?"),
            new(ChatRole.Assistant, [new TextReasoningContent("secret"), new TextContent("I add."), new FunctionCallContent("a", "add", new Dictionary<string, object?> { ["a"] = 1, ["b"] = 2 }), new FunctionCallContent("n", "now")]),
            new(ChatRole.Tool, [new FunctionResultContent("a", 3), new FunctionResultContent("n", "noon")]),
        ];
        await engine.AsChatClient().GetResponseAsync(history, new ChatOptions());
        Assert.That(prompt, Does.EndWith("""
            <user>1 + 2, and now?<assistant>I add.<tool_call>
            {"name": "add", "arguments": {"a": 1, "b": 2}}
            </tool_call><tool_call>
            {"name": "now", "arguments": {}}
            </tool_call><tool>3<tool>noon<assistant>
            """));
    }

    [Test]
    public async Task GetResponseAsync_ThinkingBeforeACall_IsLeftToTheTemplate()
    {
        var engine = new StubEngine();
        FunctionCallContent call = new("a", "add");
        await engine.AsChatClient().GetResponseAsync([new(ChatRole.User, "?"), new(ChatRole.Assistant, [new TextReasoningContent("I need it."), call]), new(ChatRole.Tool, [new FunctionResultContent("a", "3")]), new(ChatRole.Assistant, [new TextReasoningContent("secret"), new TextContent("3")]), new(ChatRole.User, "?")]);
        Assert.That(engine.Requests.Single().Prompt.Messages.Select(turn => (turn.Role, turn.ReasoningContent, turn.ToolCallId, turn.Name)), Is.EqualTo(new (string, string?, string?, string?)[]
        {
            ("user", null, null, null), ("assistant", "I need it.", null, null), ("tool", null, "a", "add"), ("assistant", null, null, null), ("user", null, null, null),
        }));
    }

    [Test]
    public async Task GetResponseAsync_TypedAnswerBesideTools_ComesWhenNothingIsCalled()
    {
        await using var engine = Answering(_ => "hm</think>{\"data\":[3]}");
        ChatResponse<int[]> response = await engine.AsChatClient().GetResponseAsync<int[]>("?", new ChatOptions { Tools = [s_add] });
        Assert.That(response.Result, Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task GetResponseAsync_WhatCannotBe_IsRefused()
    {
        await using var engine = Answering(_ => "hm</think>ok");
        await using var without = new ReasoningEngine(ScriptedModel.Saying("hm</think>ok"));
        IChatClient client = engine.AsChatClient();
        await using IReasoningEngine back = client.AsReasoningEngine();
        Assert.Multiple(() =>
        {
            Assert.That(async () => await without.AsChatClient().GetResponseAsync("?", new ChatOptions { Tools = [s_add] }), Throws.TypeOf<NotSupportedException>().With.Message.Contains("scripted").And.Message.Contains("template"));
            Assert.That(async () => await client.GetResponseAsync("?", new ChatOptions { Tools = [new HostedWebSearchTool()] }), Throws.TypeOf<NotSupportedException>().With.Message.Contains("HostedWebSearchTool"));
            Assert.That(async () => await client.GetResponseAsync("?", new ChatOptions { Tools = [s_add], ToolMode = ChatToolMode.RequireSpecific("sub") }), Throws.ArgumentException.With.Message.Contains("'sub'"));
            Assert.That(async () => await back.ReasonAsync("?", new ReasoningOptions { Tools = new ToolOptions { Tools = [new ToolDefinition("add")] } }), Throws.ArgumentException.With.Message.Contains("Tools"));
            Assert.That(async () => await back.ReasonAsync(ReasoningPrompt.FromMessages(Prompts.ChatMessage.User("?"), Prompts.ChatMessage.Tool("3"))), Throws.ArgumentException.With.Message.Contains("Tools"));
        });
    }

    private static ReasoningEngine Answering(Func<string, string> reply) => new(ScriptedModel.Answering(reply).WithTemplate(ToolTemplates.Hermes), new ReasoningEngineOptions { SequenceTokens = 2048 });
}
