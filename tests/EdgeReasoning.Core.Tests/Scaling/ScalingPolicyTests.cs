using EdgeReasoning.Budgets;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Scaling;

public sealed class ScalingPolicyTests
{
    [Test]
    public void MostSamples_OfEveryPolicy_IsItsMaximumWhereThereIsOne()
    {
        (ScalingPolicy Policy, int? Most)[] policies =
        [
            (ScalingPolicies.Single, 1),
            (ScalingPolicies.MajorityVote(8), 8),
            (ScalingPolicies.MajorityVote(new MajorityVoteOptions { Samples = 6, Weight = static _ => 1 }), 6),
            (ScalingPolicies.ShortestFirst(7, 3), 7),
            (ScalingPolicies.AdaptiveConsistency(40), 40),
            (ScalingPolicies.EarlyStopping(20, 5), 20),
            (ScalingPolicies.PredictiveStop(16), 16),
            (ScalingPolicies.CertifiedVote(64), 64),
            (ScalingPolicies.DeepConf(9), 9),
            (ScalingPolicies.DeepConfOnline(32, 8), 32),
            (ScalingPolicies.BestOf(4, static (_, _) => ValueTask.FromResult(0.0)), 4),
            (ScalingPolicies.NoThinking(5), 5),
            (ScalingPolicies.Revision(2, 3), 3),
            (ScalingPolicies.MajorityVote(8).Under(TokenBudget.Create().Limit(9)), 8),
            (new FixedVote(3), null),
        ];
        Assert.That(policies.Select(policy => policy.Policy.MostSamples), Is.EqualTo(policies.Select(policy => policy.Most)));
    }
}
