using EdgeReasoning.Budgets;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class UnderTests
{
    private sealed class Marker : BudgetPolicy
    {
        protected internal override BudgetMeter Start(BudgetContext context) => BudgetMeter.Idle;
    }

    [Test]
    public void Under_Budget_IsAddedToWhatThePolicyAsksFor()
    {
        Marker outer = new(), inner = new();
        var spy = new SpySource(ScalingData.Traces("A A A A A"), thinkingLimit: 77);
        ScalingPolicy policy = ScalingPolicies.MajorityVote(5).Under(TokenBudget.Create().With(inner)).Under(TokenBudget.Create().With(outer));
        ScalingOutcome outcome = policy.Run(spy);
        Assert.That(outcome.Answer, Is.EqualTo("A"));
        Assert.That(spy.Asked.Single().Count, Is.EqualTo(3));
        Assert.That(spy.Asked.Single().Options!.Budget.Policies, Is.EquivalentTo(new[] { inner, outer }));
    }

    [Test]
    public void Under_DeepConf_KeepsItsOtherOptions()
    {
        float[] confidences = [.. Enumerable.Repeat(5f, 8)];
        var spy = new SpySource([.. ScalingData.Traces("A A A").Select(trace => trace with { Confidences = confidences })]);
        ScalingPolicies.DeepConf(3).Under(TokenBudget.Create().With(new Marker())).Run(spy);
        Assert.That(spy.Asked.Single().Options!.ConfidenceTopK, Is.EqualTo(20));
        Assert.That(spy.Asked.Single().Options!.Budget.Policies, Has.Length.EqualTo(1));
    }

    [Test]
    public void NoThinking_EveryTrace_HasOneBudget()
    {
        var spy = new SpySource(ScalingData.Traces("A A A A A A A"));
        ScalingPolicies.NoThinking(7).Run(spy);
        Assert.That(spy.Asked.Single().Options!.Budget.Policies, Has.Length.EqualTo(1));
        Assert.That(() => ScalingPolicies.NoThinking(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Revision_Chains_VoteUnderOneBudget()
    {
        var spy = new SpySource(ScalingData.Traces("A B A A"));
        Assert.That(ScalingPolicies.Revision(2, samples: 3).Run(spy).Answer, Is.EqualTo("A"));
        Assert.That(spy.Asked.Select(asked => asked.Count), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(spy.Asked.All(asked => asked.Options!.Budget.Policies.Length == 1), Is.True);
        Assert.That(() => ScalingPolicies.Revision(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ScalingPolicies.Revision(1, text: " "), Throws.ArgumentException);
        Assert.That(() => ScalingPolicies.Revision(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
