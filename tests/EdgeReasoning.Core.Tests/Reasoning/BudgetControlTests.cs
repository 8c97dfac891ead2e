using EdgeReasoning.Budgets;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Reasoning;

public sealed class BudgetControlTests
{
    private const string Question = "Gus has 18 coins.";

    [Test]
    public async Task RunAsync_LimitThatBites_IsShorter()
    {
        BudgetControlResult result = await Run(TokenBudget.Create().Limit(10), "one two three four five six seven</think>20");
        Assert.Multiple(() =>
        {
            Assert.That(result.Effect, Is.EqualTo(BudgetEffect.Shorter));
            Assert.That(result.Intervened);
            Assert.That(result.Explanation, Does.Contain("shorter"));
        });
    }

    [Test]
    public async Task RunAsync_LimitThatNothingReaches_HasNoEffect()
    {
        BudgetControlResult result = await Run(TokenBudget.Create().Limit(500), "one two</think>20");
        Assert.That((result.Effect, result.Intervened), Is.EqualTo((BudgetEffect.None, false)));
        Assert.That(result.Explanation, Does.Contain("no effect"));
    }

    [Test]
    public async Task RunAsync_SentenceThatTheModelIgnores_HasNoEffect()
    {
        BudgetControlResult result = await Run(TokenBudget.Create().AskFor(3), "one two three</think>20");
        Assert.That(result.Effect, Is.EqualTo(BudgetEffect.None));
    }

    [Test]
    public async Task RunAsync_SentenceThatTheModelObeys_IsShorterWithoutAnIntervention()
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Answering(prompt => prompt.Contains("Please limit", StringComparison.Ordinal) ? "one</think>20" : "one two three</think>20"));
        BudgetControlResult result = await BudgetControl.RunAsync(engine, TokenBudget.Create().AskFor(3), Question);
        Assert.That((result.Effect, result.Intervened), Is.EqualTo((BudgetEffect.Shorter, false)));
    }

    [Test]
    public async Task RunAsync_Extension_IsLonger()
    {
        BudgetControlResult result = await Run(TokenBudget.Create().Extend(new ExtendOptions { Times = 1, Text = "Wait" }), "one</think>20");
        Assert.That(result.Intervened);
        Assert.That(result.Effect, Is.EqualTo(BudgetEffect.Longer));
    }

    [Test]
    public void RunAsync_TooFewTokens_IsRefused() =>
        Assert.That(() => Run(TokenBudget.Create(), "20", maxTokens: 3), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("3"));

    private static async Task<BudgetControlResult> Run(TokenBudget budget, string reply, int maxTokens = 200)
    {
        await using var engine = new ReasoningEngine(ScriptedModel.Saying(reply));
        return await BudgetControl.RunAsync(engine, budget, Question, maxTokens);
    }
}
