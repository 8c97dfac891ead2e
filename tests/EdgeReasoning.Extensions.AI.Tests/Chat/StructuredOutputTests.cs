using System.Text.Json;
using EdgeReasoning.Answers;
using EdgeReasoning.Budgets;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Testing;
using Microsoft.Extensions.AI;
using NUnit.Framework;
using ReasoningOptions = EdgeReasoning.Reasoning.ReasoningOptions;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>Answers in JSON, into types of one's own.</summary>
public sealed class StructuredOutputTests
{
    private const string Question = "Today, Ann has 7 pens. Gus has 18 pens. Gus finds 8. How many pens does Gus have now?";

    [Test]
    public async Task GetResponse_OfATypeOfOnesOwn_ParsesEveryTime()
    {
        const int times = 200;
        await using ReasoningEngine engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { SequenceTokens = 700 });
        IChatClient client = engine.AsChatClient();
        TokenBudget[] budgets =
        [
            TokenBudget.Create().Limit(100), TokenBudget.Create().Limit(7), TokenBudget.Create().NoThinking(), TokenBudget.Create().Limit(0), TokenBudget.Create().Limit(40).CloseSoftly(),
            TokenBudget.Create().Limit(60).StopWhenStable(), TokenBudget.Create().Limit(30).Extend(new ExtendOptions { Times = 1 }), TokenBudget.Create().Effort(EffortLevel.Low),
        ];
        var failures = new List<string>();
        for (int i = 0; i < times; i++)
        {
            ChatOptions options = new ChatOptions { Seed = i, Temperature = i % 5 == 0 ? 0 : 1 }.WithBudget(budgets[i % budgets.Length]);
            if (i % 4 == 3) options.WithScaling(ScalingPolicies.MajorityVote(3));
            ChatResponse<PenCount> response = await client.GetResponseAsync<PenCount>(Question, options);
            bool parsed = response.TryGetResult(out PenCount? count);
            if (!parsed || count is not { Name.Length: <= 8, Number: >= 0 and <= 1000, Steps.Length: <= 3 } || response.FinishReason == ChatFinishReason.Length) failures.Add($"{i}: {response.Text}");
        }

        Assert.That(failures, Is.Empty);
    }

    [Test]
    public async Task GetResponse_OfAList_ParsesToo()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("hm</think>{\"data\":[3,4]}"));
        ChatResponse<int[]> response = await engine.AsChatClient().GetResponseAsync<int[]>(Question);
        Assert.That(response.Result, Is.EqualTo(new[] { 3, 4 }));
    }

    [Test]
    public async Task GetResponse_JsonWithoutSchema_IsAnObject()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("hm</think>[1]"));
        ChatResponse response = await engine.AsChatClient().GetResponseAsync(Question, new ChatOptions { ResponseFormat = ChatResponseFormat.Json, MaxOutputTokens = 400, Seed = 3, Temperature = 0 });
        Assert.That(response.Text, Does.StartWith("{"));
    }

    [Test]
    public async Task GetStreamingResponse_WithSchema_SaysTheSame()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("hm</think>\n\n{ \"a\": 1 }"));
        var options = new ChatOptions { ResponseFormat = Schema("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""") };
        ChatResponse streamed = await engine.AsChatClient().GetStreamingResponseAsync(Question, options).ToChatResponseAsync();
        Assert.That(streamed.Text, Is.EqualTo("{ \"a\": 1 }"));
    }

    [Test]
    public async Task GetResponse_FormatText_TakesTheDefaultGrammarBack()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying("hm</think>yes"));
        IChatClient client = engine.AsChatClient(new ReasoningOptions { AnswerGrammar = AnswerGrammar.FromGbnf("root ::= \"no\"") });
        Assert.That((await client.GetResponseAsync(Question)).Text, Is.EqualTo("no"));
        Assert.That((await client.GetResponseAsync(Question, new ChatOptions { ResponseFormat = ChatResponseFormat.Text })).Text, Is.EqualTo("yes"));
    }

    [Test]
    public void GetResponse_SchemaThatCannotBeKept_IsRefusedWithItsPlace()
    {
        IChatClient client = new StubEngine().AsChatClient();
        Assert.That(async () => await client.GetResponseAsync(Question, new ChatOptions { ResponseFormat = Schema("""{"not":{}}""") }), Throws.ArgumentException.With.Message.Contains("'not'"));
    }

    [Test]
    public async Task AsReasoningEngine_Grammar_IsPassedOnAsAResponseFormat()
    {
        using var client = new StubClient(_ => "{ \"a\": 1 }");
        await using IReasoningEngine engine = client.AsReasoningEngine();
        AnswerGrammar grammar = AnswerGrammar.FromJsonSchema("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""");
        ReasoningResult result = await engine.ReasonAsync(Question, new ReasoningOptions { AnswerGrammar = grammar });
        await engine.ReasonAsync(Question, new ReasoningOptions { AnswerGrammar = AnswerGrammar.Json });
        Assert.Multiple(() =>
        {
            Assert.That(result.Chosen.Extracted!.Normalized, Is.EqualTo("{\"a\":1}"));
            Assert.That(client.Calls.Select(call => call.Options.ResponseFormat), Has.All.InstanceOf<ChatResponseFormatJson>());
            Assert.That(((ChatResponseFormatJson)client.Calls.First().Options.ResponseFormat!).Schema!.Value.GetRawText(), Is.EqualTo(grammar.Schema!.Value.GetRawText()));
            Assert.That(async () => await engine.ReasonAsync(Question, new ReasoningOptions { AnswerGrammar = AnswerGrammar.FromGbnf("root ::= \"a\"") }), Throws.ArgumentException.With.Message.Contains("schema"));
        });
    }

    private static ChatResponseFormatJson Schema(string schema) => ChatResponseFormat.ForJsonSchema(JsonElement.Parse(schema), "answer");
}
