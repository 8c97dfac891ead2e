using EdgeReasoning.Budgets;
using EdgeReasoning.LlamaCpp;
using EdgeReasoning.Models.Tiny;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>The contract of tools over a tiny model on real llama.cpp, with a chat template that has tools.</summary>
[TestFixture(ToolTemplates.Hermes)]
[TestFixture(ToolTemplates.Llama)]
public sealed class TinyToolContractTests(string template) : ToolCallContractTests
{
    private ReasoningEngine _engine = null!;
    private IChatClient _client = null!;

    protected override IChatClient Client => _client;

    protected override int Times => 50;

    [OneTimeSetUp]
    public async Task Load()
    {
        _engine = await LlamaCppEngine.LoadAsync(TinyModels.ReasonerSmall, new LlamaCppOptions { Threads = 1 }, new ReasoningEngineOptions { SequenceTokens = 1500, ChatTemplate = template, MaxParallelTraces = 2 });
        _client = _engine.AsChatClient();
    }

    protected override ChatOptions Seeded(long seed) => new ChatOptions { Seed = seed }.WithBudget(TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 40, AnswerTokens = 300 }));

    [OneTimeTearDown]
    public async Task Unload() => await _engine.DisposeAsync();

    [Test]
    public async Task UseFunctionInvocation_OfARealModel_CallsAndAnswers()
    {
        int called = 0;
        AIFunction add = AIFunctionFactory.Create((int pens, bool found) => { called++; return pens + (found ? 1 : 0); }, "add");
        using IChatClient client = _client.AsBuilder().UseFunctionInvocation().Build();
        ChatOptions options = Seeded(1);
        options.Tools = [add];
        options.ToolMode = ChatToolMode.RequireAny;
        options.AllowMultipleToolCalls = false;
        ChatResponse response = await client.GetResponseAsync("Ann has 7 pens. How many?", options);
        Assert.That(called, Is.GreaterThanOrEqualTo(1));
        Assert.That(response.Messages[0].Contents.OfType<FunctionCallContent>().Single().Name, Is.EqualTo("add"));
        Assert.That(response.Messages[1].Contents.OfType<FunctionResultContent>().Single().Result?.ToString(), Does.Match("^-?[0-9]+$"));
        Assert.That(response.Messages, Has.Count.GreaterThanOrEqualTo(3));
    }
}
