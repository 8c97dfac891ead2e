using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.CloseSoftly;

public sealed class CloseSoftlyTests
{
    private const int Letter = 3;

    [Test]
    public void Observe_LastQuarter_RaisesTheBiasInAStraightLine()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(80).CloseSoftly());
        float[] biases = [.. Enumerable.Range(0, 80).Select(_ => trace.Offer(Letter).EndBias)];
        Assert.Multiple(() =>
        {
            Assert.That(biases[..60], Is.All.Zero);
            Assert.That(biases[60], Is.EqualTo(8f / 20).Within(1e-6));
            Assert.That(biases[69], Is.EqualTo(4f).Within(1e-6));
            Assert.That(biases[79], Is.EqualTo(8f).Within(1e-6));
        });
    }

    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(3, true)]
    public void Observe_Rank_ClosesOnceTheMarkerIsLikelyEnough(int rank, bool closes)
    {
        TokenBudget budget = TokenBudget.Create().Limit(20).CloseSoftly(new CloseSoftlyOptions { Rank = rank, Share = 0.5 });
        float[] logits = new float[SimulatedModel.Tokens.Length];
        (logits[Letter], logits[4], logits[SimulatedModel.End]) = (3, 2, 1);
        var trace = new SimulatedTrace(budget, Contexts.Of(budget)) { Logits = logits };
        for (int i = 0; i < 10; i++) Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
        BudgetDecision decision = trace.Offer(Letter);
        Assert.That(decision.Kind, Is.EqualTo(closes ? BudgetDecisionKind.Close : BudgetDecisionKind.Continue));
        if (closes) Assert.That(decision.Reason, Is.EqualTo(StopReason.Soft));
    }

    [Test]
    public void Settle_EndMarkerOfSeveralTokens_IsRefused()
    {
        var plan = new BudgetPlan(SimulatedModel.Info, SimulatedModel.Format);
        TokenBudget.Create().CloseSoftly().Prepare(plan);
        plan.Settle(3, endToken: null);
        Assert.That(plan.Refusals.Single(), Does.Contain("</think>"));
    }

    [Test]
    public void CloseSoftly_WrongArguments_NameTheValue()
    {
        TokenBudget budget = TokenBudget.Create();
        Assert.That(() => budget.CloseSoftly(new CloseSoftlyOptions { Share = 1.5 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("1.5"));
        Assert.That(() => budget.CloseSoftly(new CloseSoftlyOptions { MaxBias = -1 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("-1"));
        Assert.That(() => budget.CloseSoftly(new CloseSoftlyOptions { Rank = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0"));
    }
}
