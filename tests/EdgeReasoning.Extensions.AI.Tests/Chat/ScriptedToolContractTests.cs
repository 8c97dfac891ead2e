using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace EdgeReasoning.Extensions.AI.Tests;

/// <summary>The contract of tools over a model in memory that calls where it may, and chooses blindly where it must.</summary>
[TestFixture(ToolTemplates.Hermes, "I will.\n<tool_call>\n{\"name\": \"book\", \"arguments\": {\"people\": 2, \"day\": \"mon\"}}\n</tool_call>\n<tool_call>oops</tool_call> <b>")]
[TestFixture(ToolTemplates.Llama, "<|python_tag|>{\"name\": \"book\", \"parameters\": {\"people\": 2, \"day\": \"mon\"}}")]
[TestFixture(ToolTemplates.Llama, "{\"name\": \"now\", \"parameters\": {}} and text")]
[TestFixture(ToolTemplates.Hermes, "I would rather not.")]
public sealed class ScriptedToolContractTests : ToolCallContractTests
{
    private readonly ReasoningEngine _engine;

    public ScriptedToolContractTests(string template, string reply)
    {
        ScriptedModel model = ScriptedModel.Answering(prompt => $"Let me see: {prompt.Length}.</think>\n\n{reply}");
        _engine = new ReasoningEngine(model.WithTemplate(template), new ReasoningEngineOptions { SequenceTokens = 2048 }, ownsModel: true);
        Client = _engine.AsChatClient();
    }

    protected override IChatClient Client { get; }

    protected override ChatOptions Seeded(long seed) => new ChatOptions { Seed = seed }.WithBudget(TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 40, AnswerTokens = 300 }));

    [OneTimeTearDown]
    public async Task Dispose() => await _engine.DisposeAsync();
}
