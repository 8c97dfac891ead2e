using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets;

public sealed class BudgetSessionTests
{
    private const int Letter = 3, Word = 5, Line = 7;

    [Test]
    public void Observe_SeveralKinds_TakesTheStrongest()
    {
        Assert.That(Decide(Always(BudgetDecision.Nudge(2)), Always(BudgetDecision.Probe), Always(BudgetDecision.Close)).Kind, Is.EqualTo(BudgetDecisionKind.Close));
        Assert.That(Decide(Always(BudgetDecision.Close), Always(BudgetDecision.Stop)).Kind, Is.EqualTo(BudgetDecisionKind.Stop));
        Assert.That(Decide(Always(BudgetDecision.Extend("Wait")), Always(BudgetDecision.Probe)).Kind, Is.EqualTo(BudgetDecisionKind.Probe));
    }

    [Test]
    public void Observe_EqualKinds_TakesTheFirstReason() =>
        Assert.That(Decide(Always(BudgetDecision.CloseFor(StopReason.Loop)), Always(BudgetDecision.CloseFor(StopReason.Stable))).Reason, Is.EqualTo(StopReason.Stable));

    [Test]
    public void Observe_Biases_TakesTheLargestThatWasGiven()
    {
        Assert.That(Decide(Always(BudgetDecision.Nudge(-2)), Always(BudgetDecision.Continue)).EndBias, Is.EqualTo(-2));
        Assert.That(Decide(Always(BudgetDecision.Nudge(-2)), Always(BudgetDecision.Nudge(3))).EndBias, Is.EqualTo(3));
        Assert.That(Decide(Always(BudgetDecision.Nudge(3)), Always(BudgetDecision.Probe)) is { Kind: BudgetDecisionKind.Probe, EndBias: 3, ProbeOptions: not null });
    }

    [Test]
    public void Observe_CloseAgainstExtendAtTheModelsEnd_LetsItEnd()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Extend(new ExtendOptions { Times = 5 }).With(Always(BudgetDecision.Close)));
        Assert.That(trace.Offer(SimulatedModel.End).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
    }

    [Test]
    public void Observe_CloseInsideACodePoint_WaitsForItsEnd()
    {
        var once = new Once(after: 2);
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().With(once));
        trace.Offer(Letter);
        trace.Offer(13);   // the first byte of é
        Assert.That(trace.Offer(14).Kind, Is.EqualTo(BudgetDecisionKind.Continue), "its second byte");
        Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Close));
        Assert.That(trace.View.Thinking, Is.EqualTo("aé.\n"u8.ToArray()));
    }

    [Test]
    public void Observe_InTheAnswer_KnowsOnlyStop()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().With(Always(BudgetDecision.Close)).With(Always(BudgetDecision.Probe)));
        trace.Offer(SimulatedModel.End);
        Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
    }

    [Test]
    public void Observe_LimitWithALineEndInTheGrace_ClosesThere()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(64));
        for (int i = 0; i < 57; i++) Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
        Assert.That(trace.Offer(Line).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
        Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Close), "58 of 64 tokens, the grace is the last 8");
    }

    [Test]
    public void Observe_LimitWithAWordInTheSecondHalfOfTheGrace_ClosesThere()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(64));
        for (int i = 0; i < 59; i++) trace.Offer(Letter);
        Assert.That(trace.Offer(Word).Kind, Is.EqualTo(BudgetDecisionKind.Continue), "5 left");
        Assert.That(trace.Offer(Word).Kind, Is.EqualTo(BudgetDecisionKind.Close), "4 left");
    }

    [Test]
    public void Observe_LimitWithoutAGoodPlace_TakesAllTokens()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(64));
        for (int i = 0; i < 64; i++) Assert.That(trace.Offer(Letter).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
        Assert.That(trace.Offer(Letter) is { Kind: BudgetDecisionKind.Close, Reason: StopReason.Limit });
    }

    [Test]
    public void Observe_CodePointThatCannotBeFinished_IsNotBegun()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(3));
        trace.Offer(Letter);
        Assert.That(trace.Offer(15).Kind, Is.EqualTo(BudgetDecisionKind.Close), "two of four bytes, and two tokens left");
    }

    [Test]
    public void Observe_EndOnTheVeryLastToken_IsTheModels()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(2));
        trace.Offer(Letter);
        trace.Offer(Letter);
        Assert.That(trace.Offer(SimulatedModel.End).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
    }

    [Test]
    public void Observe_TotalLimit_KeepsTheReserveForTheAnswer()
    {
        SimulatedTrace trace = Contexts.Trace(TokenBudget.Create().Limit(new LimitOptions { TotalTokens = 40, AnswerReserve = 10 })).Run(Enumerable.Repeat(Letter, 100));
        Assert.Multiple(() =>
        {
            Assert.That(trace.View.Charged, Is.EqualTo(40 - 10 - SimulatedModel.Closing.Length));
            Assert.That(trace.Tokens, Has.Count.EqualTo(40));
            Assert.That(trace.Stopped, Is.EqualTo(StopReason.Limit));
        });
    }

    [Test]
    public void ObserveProbe_TwoKindsOfProbes_GoToThoseWhoAsked()
    {
        var one = new Curious(new ProbeOptions { LeadIn = "A" });
        var other = new Curious(new ProbeOptions { LeadIn = "B" });
        foreach (BudgetPolicy[] order in (BudgetPolicy[][])[[one, other], [other, one]])
        {
            one.Results = other.Results = 0;
            SimulatedTrace trace = Contexts.Trace(order.Aggregate(TokenBudget.Create(), (budget, policy) => budget.With(policy)));
            for (int i = 0; i < 4; i++) trace.Offer(Letter);
            Assert.That((one.Results, other.Results), Is.EqualTo((1, 0)));
            for (int i = 0; i < 4; i++) trace.Offer(Letter);
            Assert.That((one.Results, other.Results), Is.EqualTo((1, 1)));
        }
    }

    private static BudgetDecision Decide(params BudgetPolicy[] policies)
    {
        TokenBudget budget = policies.Aggregate(TokenBudget.Create(), (budget, policy) => budget.With(policy));
        BudgetDecision decision = Contexts.Trace(budget).Offer(Letter);
        TokenBudget reversed = policies.Reverse().Aggregate(TokenBudget.Create(), (budget, policy) => budget.With(policy));
        Assert.That(Contexts.Trace(reversed).Offer(Letter), Is.EqualTo(decision), "in the other order");
        return decision;
    }

    private static Fixed Always(BudgetDecision decision) => new(decision);

    private sealed class Fixed(BudgetDecision decision) : BudgetPolicy
    {
        protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.From((in ThinkingState _) => decision);
    }

    private sealed class Once(int after) : BudgetPolicy
    {
        protected internal override BudgetMeter Start(BudgetContext context) =>
            BudgetMeter.From((in ThinkingState state) => state.Tokens.Length == after ? BudgetDecision.Close : BudgetDecision.Continue);
    }

    private sealed class Curious(ProbeOptions options) : BudgetPolicy
    {
        public int Results { get; set; }

        protected internal override BudgetMeter Start(BudgetContext context) => new Meter(this, options);

        private sealed class Meter(Curious owner, ProbeOptions options) : BudgetMeter
        {
            public override BudgetDecision Observe(in ThinkingState state) => owner.Results == 0 ? BudgetDecision.ProbeWith(options) : BudgetDecision.Continue;

            public override void ObserveProbe(in ProbeResult result) => owner.Results++;
        }
    }
}
