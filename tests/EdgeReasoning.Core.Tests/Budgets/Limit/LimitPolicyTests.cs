using EdgeReasoning.Budgets;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.Limit;

public sealed class LimitPolicyTests
{
    private const int Letter = 3;

    [Test]
    public void Limit_WrongArguments_NameTheValue()
    {
        TokenBudget budget = TokenBudget.Create();
        Assert.Multiple(() =>
        {
            Assert.That(() => budget.Limit(-1), Refuses("-1"));
            Assert.That(() => budget.Limit(new LimitOptions()), Throws.ArgumentException.With.Message.Contains("TotalTokens"));
            Assert.That(() => budget.Limit(new LimitOptions { ThinkingTokens = -2 }), Refuses("-2"));
            Assert.That(() => budget.Limit(new LimitOptions { AnswerTokens = 0 }), Refuses("0"));
            Assert.That(() => budget.Limit(new LimitOptions { TotalTokens = 0 }), Refuses("0"));
            Assert.That(() => budget.Limit(new LimitOptions { TotalTokens = 100, AnswerReserve = 101 }), Refuses("101"));
            Assert.That(() => budget.Limit(new LimitOptions { TotalTokens = 100, AnswerReserve = -5 }), Refuses("-5"));
            Assert.That(() => budget.Limit(new LimitOptions { TotalTokens = 100, ThinkingTokens = 200 }), Refuses("200"));
            Assert.That(() => budget.Limit(new LimitOptions { TotalTokens = 100, PerBlock = true }), Throws.ArgumentException.With.Message.Contains("PerBlock"));
            Assert.That(() => budget.Extend(0), Refuses("0"));
            Assert.That(() => budget.Extend(new ExtendOptions { Times = 0 }), Refuses("0"));
            Assert.That(() => budget.Extend(new ExtendOptions { MinThinkingTokens = -1 }), Refuses("-1"));
            Assert.That(() => budget.Extend(new ExtendOptions { Text = " " }), Throws.ArgumentException.With.Message.Contains("Wait"));
        });

        static NUnit.Framework.Constraints.IResolveConstraint Refuses(string value) => Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(value);
    }

    [Test]
    public void Prepare_SeveralLimits_TakesTheTightest()
    {
        BudgetPlan plan = Contexts.Plan(TokenBudget.Create().Limit(300).Limit(new LimitOptions { ThinkingTokens = 200, TotalTokens = 900, AnswerReserve = 20 }).Limit(new LimitOptions { AnswerTokens = 50 }));
        Assert.That((plan.ThinkingLimit, plan.AnswerLimit, plan.TotalLimit, plan.AnswerReserve), Is.EqualTo(((int?)200, (int?)50, (int?)900, (int?)20)));
    }

    [Test]
    public void Prepare_ThinkingLimitOnAModelThatDoesNotThink_IsRefused()
    {
        var plan = new BudgetPlan(SimulatedModel.Info, ThinkingFormat.None);
        TokenBudget.Create().Limit(100).Prepare(plan);
        Assert.That(plan.Refusals.Single(), Does.Contain("simulated").And.Contain("100"));
    }

    [Test]
    public void Prepare_LimitOfZero_SkipsTheThinking() => Assert.That(Contexts.Plan(TokenBudget.Create().Limit(0)).SkipsThinking);

    [Test]
    public void Prepare_NoThinkingOnAModelThatCannotDoWithout_IsRefused()
    {
        var plan = new BudgetPlan(SimulatedModel.Info, ThinkingFormat.None with { Family = "stubborn", Markers = ThinkingMarkers.Think });
        TokenBudget.Create().NoThinking().Prepare(plan);
        Assert.That(plan.Refusals.Single(), Does.Contain("stubborn"));
    }

    [Test]
    public void Settle_TotalWithoutRoomForThinking_SkipsIt()
    {
        BudgetPlan plan = Contexts.Plan(TokenBudget.Create().Limit(new LimitOptions { TotalTokens = 6 }));
        Assert.That(plan.SkipsThinking);
        Assert.That(plan.Notes, Has.Some.Contains("6 tokens has no room"));
    }

    [TestCase(290, 64, 226)]
    [TestCase(40, 64, 0)]
    [TestCase(64, 64, 0)]
    [TestCase(1000, 128, 872)]
    public void Observe_TotalWithAReserve_SplitsAsTheGoldenVectors(int total, int reserve, int thinking)
    {
        // deadline_budget.json, split; the closing comes on top there, and out of the thinking here.
        var options = new LimitOptions { TotalTokens = total, AnswerReserve = Math.Min(total, reserve) };
        TokenBudget budget = TokenBudget.Create().Limit(options);
        SimulatedTrace trace = new SimulatedTrace(budget, Contexts.Of(budget, room: 2000)).Run(Enumerable.Repeat(Letter, 3000));
        Assert.That(trace.View.Charged, Is.EqualTo(Math.Max(0, thinking - SimulatedModel.Closing.Length)));
        Assert.That(trace.Tokens, Has.Count.EqualTo(total));
    }

    [Test]
    public void Observe_NoThinkingAndAModelThatThinksAnyway_ClosesAtOnce()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().NoThinking());
        Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Close));
        Assert.That(trace.View.Charged, Is.Zero);
    }

    [Test]
    public void Observe_ThinkingOpenedAgain_HasOneBudgetForTheTurn()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(6));
        foreach (int token in (int[])[Letter, Letter, SimulatedModel.End, SimulatedModel.Open, Letter, Letter, Letter, Letter]) trace.Offer(token);
        Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Close));
        Assert.That(trace.View.Charged, Is.EqualTo(6));
    }

    [Test]
    public void Observe_PerBlock_GivesEachBlockItsOwn()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 3, PerBlock = true }));
        foreach (int block in Enumerable.Range(0, 4))
        {
            for (int i = 0; i < 3; i++) Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
            Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Close), $"block {block}");
            trace.Offer(SimulatedModel.Open);
        }
        Assert.That(trace.View.Charged, Is.EqualTo(12));
    }

    [Test]
    public void Observe_PerBlockInsideACodePoint_FinishesItBeyondTheLimit()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(new LimitOptions { ThinkingTokens = 2, PerBlock = true }));
        trace.Offer(Letter);
        trace.Offer(13);
        Assert.That(trace.Offer(14).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
        Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Close));
    }
}
