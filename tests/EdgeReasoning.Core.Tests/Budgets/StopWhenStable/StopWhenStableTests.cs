using System.Text.Json;
using EdgeReasoning.Budgets;
using EdgeReasoning.Traces;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Budgets.StopWhenStable;

public sealed class StopWhenStableTests
{
    private const int Letter = 3;

    private static readonly JsonElement Golden = BudgetGolden.Read("early_exit.json");

    [Test]
    public void Confidence_GoldenAnswer_HasItsThreeAverages()
    {
        JsonElement deer = Golden.GetProperty("deer");
        float[] logProbabilities = [.. deer.GetProperty("logprobs").EnumerateArray().Select(value => value.GetSingle())];
        // The log-probabilities are single-precision in a probe, which bounds what can be asked.
        Assert.That(Stability.Confidence(logProbabilities, ConfidenceAverage.Arithmetic), Is.EqualTo(deer.GetProperty("avg1").GetDouble()).Within(1e-8));
        Assert.That(Stability.Confidence(logProbabilities, ConfidenceAverage.Geometric), Is.EqualTo(deer.GetProperty("avg2").GetDouble()).Within(1e-8));
        Assert.That(Stability.Confidence(logProbabilities, ConfidenceAverage.Least), Is.EqualTo(deer.GetProperty("min").GetDouble()).Within(1e-8));
    }

    [TestCase(ConfidenceAverage.Arithmetic, true)]
    [TestCase(ConfidenceAverage.Geometric, true)]
    [TestCase(ConfidenceAverage.Least, false)]
    public void ObserveProbe_Deer_ClosesAboveTheThreshold(ConfidenceAverage average, bool closes)
    {
        float[] logProbabilities = [.. Golden.GetProperty("deer").GetProperty("logprobs").EnumerateArray().Select(value => value.GetSingle())];
        BudgetMeter meter = Meter(new StopWhenStableOptions { Rule = StableRule.Deer, Average = average });
        meter.ObserveProbe(new ProbeResult { ThinkingTokens = 64, Text = "The answer is 5.", LogProbabilities = logProbabilities });
        Assert.That(Look(meter).Kind, Is.EqualTo(closes ? BudgetDecisionKind.Close : BudgetDecisionKind.Continue));
    }

    [Test]
    public void ObserveProbe_Dynasor_FollowsTheIntendedRule()
    {
        foreach (JsonElement row in Golden.GetProperty("dynasor").EnumerateArray())
        {
            BudgetMeter meter = Meter(new StopWhenStableOptions
            {
                Rule = StableRule.Dynasor,
                Window = row.GetProperty("window").GetInt32(),
                Probe = new ProbeOptions { LeadIn = @"**Final Answer** \boxed{", ClosesThinking = false },
            });
            foreach (string text in row.GetProperty("texts").Strings()) meter.ObserveProbe(new ProbeResult { ThinkingTokens = 64, Text = text, LogProbabilities = [] });
            Assert.That(Look(meter).Kind == BudgetDecisionKind.Close, Is.EqualTo(row.GetProperty("intended").GetBoolean()), row.ToString());
        }
    }

    [Test]
    public void Observe_AnswerThatSettles_ClosesAfterTheWindow()
    {
        TokenBudget budget = TokenBudget.Create().StopWhenStable(new StopWhenStableOptions { ProbeEvery = 10, Window = 2 });
        var trace = new SimulatedTrace(budget, Contexts.Of(budget)) { Answer = at => at < 25 ? $"The answer is {at}." : "The answer is 42." };
        trace.Run(Enumerable.Repeat(Letter, 100));
        Assert.Multiple(() =>
        {
            Assert.That(trace.Probes, Is.EqualTo(4), "at 10, 20, 30 and 40 tokens");
            Assert.That(trace.Interventions.Single().Reason, Is.EqualTo(StopReason.Stable));
            Assert.That(trace.View.Charged, Is.InRange(41, 44), "a probe takes a few steps");
        });
    }

    [TestCase("", "The answer is 42.", "the answer: 42")]
    [TestCase(@"\boxed", "{42}", "{42}.")]
    [TestCase(@"\boxed{", "42", "42}")]
    public void ObserveProbe_SameAnswerInOtherWords_Agrees(string leadIn, string one, string other)
    {
        BudgetMeter meter = Meter(new StopWhenStableOptions { Window = 2, Probe = new ProbeOptions { LeadIn = leadIn } });
        meter.ObserveProbe(new ProbeResult { ThinkingTokens = 64, Text = one, LogProbabilities = [] });
        meter.ObserveProbe(new ProbeResult { ThinkingTokens = 128, Text = other, LogProbabilities = [] });
        Assert.That(Look(meter).Kind, Is.EqualTo(BudgetDecisionKind.Close));
    }

    [Test]
    public void ObserveProbe_NoAnswer_NeverAgrees()
    {
        BudgetMeter meter = Meter(new StopWhenStableOptions { Window = 2 });
        for (int i = 0; i < 5; i++) meter.ObserveProbe(new ProbeResult { ThinkingTokens = 64, Text = "", LogProbabilities = [] });
        Assert.That(Look(meter).Kind, Is.EqualTo(BudgetDecisionKind.Continue));
    }

    [TestCase("5} wait", true)]
    [TestCase("No, hold on", true)]
    [TestCase("none of the buttons", false)]
    [TestCase("5}", false)]
    public void Hesitates_Words_AreWholeWords(string text, bool expected) => Assert.That(Stability.Hesitates(text), Is.EqualTo(expected));

    [Test]
    public void StopWhenStable_WrongArguments_NameTheValue()
    {
        TokenBudget budget = TokenBudget.Create();
        Assert.That(() => budget.StopWhenStable(new StopWhenStableOptions { ProbeEvery = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0"));
        Assert.That(() => budget.StopWhenStable(new StopWhenStableOptions { Window = 1 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("1"));
        Assert.That(() => budget.StopWhenStable(new StopWhenStableOptions { Confidence = 1.5 }), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("1.5"));
        Assert.That(() => budget.StopWhenStable(new StopWhenStableOptions { Probe = new ProbeOptions { MaxTokens = 0 } }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static BudgetMeter Meter(StopWhenStableOptions options) => TokenBudget.Create().StopWhenStable(options).Policies[0].Start(Contexts.Of(TokenBudget.Unlimited));

    private static BudgetDecision Look(BudgetMeter meter) => meter.Observe(new ThinkingState { IsThinking = true, ThinkingTokens = 65 });
}
