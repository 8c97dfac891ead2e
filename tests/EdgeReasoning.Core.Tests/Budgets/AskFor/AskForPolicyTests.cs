using EdgeReasoning.Budgets;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.AskFor;

public sealed class AskForPolicyTests
{
    [TestCase(AskForWording.Plain, "Please limit your answer to 128 tokens at most.")]
    [TestCase(AskForWording.L1Exact, "Think for 128 tokens.")]
    [TestCase(AskForWording.ThinkAtMost, "Think for at most 128 tokens.")]
    [TestCase(AskForWording.L1Max, "Think for maximum 128 tokens.")]
    public void Prepare_Wording_IsThePublishedSentence(AskForWording wording, string sentence) =>
        Assert.That(Contexts.Plan(TokenBudget.Create().AskFor(new AskForOptions { Tokens = 128, Wording = wording })).Sentences, Is.EqualTo([sentence]));

    [Test]
    public void Prepare_ChainOfDraft_NeedsNoNumber() =>
        Assert.That(Contexts.Plan(TokenBudget.Create().AskFor(new AskForOptions { Wording = AskForWording.ChainOfDraft })).Sentences.Single(), Does.Contain("5 words at most"));

    [Test]
    public void Prepare_OwnText_HasItsNumberFilledIn() =>
        Assert.That(Contexts.Plan(TokenBudget.Create().AskFor(new AskForOptions { Tokens = 5, Text = "In {tokens} words." })).Sentences, Is.EqualTo(["In 5 words."]));

    [Test]
    public void Prepare_TwoSentences_StandInTheSameOrderHoweverTheyWereAdded() => Assert.That(
        Contexts.Plan(TokenBudget.Create().AskFor(100).AskFor(50)).Sentences,
        Is.EqualTo(Contexts.Plan(TokenBudget.Create().AskFor(50).AskFor(100)).Sentences));

    [Test]
    public void Prepare_Direct_AsksAsThePaperAndSkipsTheThinking()
    {
        BudgetPlan plan = Contexts.Plan(TokenBudget.Create().Direct());
        Assert.That(plan.Sentences, Is.EqualTo(["Read the question and select the best answer directly."]));
        Assert.That(plan.SkipsThinking);
    }

    [Test]
    public void Prepare_DirectOnAModelThatDoesNotThink_OnlyAsks()
    {
        var plan = new BudgetPlan(SimulatedModel.Info, ThinkingFormat.None);
        TokenBudget.Create().Direct().Prepare(plan);
        Assert.That((plan.SkipsThinking, plan.ThinkingLimit, plan.Refusals.Count), Is.EqualTo((false, (int?)null, 0)));
    }

    [Test]
    public void AskFor_WrongArguments_NameTheValue()
    {
        TokenBudget budget = TokenBudget.Create();
        Assert.That(() => budget.AskFor(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0"));
        Assert.That(() => budget.AskFor(new AskForOptions()), Throws.TypeOf<ArgumentNullException>().With.Message.Contains("Tokens"));
        Assert.That(() => budget.AskFor(new AskForOptions { Text = " " }), Throws.ArgumentException);
        Assert.That(() => budget.Direct(""), Throws.ArgumentException);
    }
}
