using EdgeReasoning.Scaling;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>The policies for four samples or more that leave their traces' budget alone, so that they can be judged live and on stored traces.</summary>
internal static class PlayablePolicies
{
    public static IEnumerable<(string Name, ScalingPolicy Policy)> Of(int samples)
    {
        yield return ("shortest quarter", ScalingPolicies.ShortestFirst(samples, samples / 4));
        yield return ("adaptive consistency", ScalingPolicies.AdaptiveConsistency(samples));
        yield return ("early stopping, 4", ScalingPolicies.EarlyStopping(samples, 4));
        yield return ("predictive", ScalingPolicies.PredictiveStop(samples));
        yield return ("certified", ScalingPolicies.CertifiedVote(samples));
        yield return ("DeepConf", ScalingPolicies.DeepConf(samples));
    }
}
