namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="ScalingPolicies.CertifiedVote(CertifiedVoteOptions)"/> samples and stops.</summary>
public sealed record CertifiedVoteOptions : VoteOptions
{
    /// <summary>The most samples, from 1 to 4096. Default 64.</summary>
    public int MaxSamples { get; init; } = 64;

    /// <summary>The chance α, between 0 and 1, that an answer is certified over one that the model gives at least as often. Default 0.05.</summary>
    public double ErrorRate { get; init; } = 0.05;

    internal override void Validate()
    {
        base.Validate();
        CheckSamples(MaxSamples, nameof(MaxSamples));
        CheckProbability(ErrorRate, nameof(ErrorRate));
    }
}
