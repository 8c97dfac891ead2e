namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="ScalingPolicies.AdaptiveConsistency(AdaptiveConsistencyOptions)"/> samples and stops.</summary>
public sealed record AdaptiveConsistencyOptions : VoteOptions
{
    /// <summary>The most samples, from 1 to 4096. Default 40.</summary>
    public int MaxSamples { get; init; } = 40;

    /// <summary>The probability at which to stop, between 0 and 1. Default 0.95.</summary>
    public double Threshold { get; init; } = 0.95;

    /// <summary>
    /// How many different answers there can be, at least 2: then the leader has to be the most likely of all of them (Dirichlet), which takes
    /// more samples. Null, the default, compares it with the runner-up alone (Beta).
    /// </summary>
    public int? Choices { get; init; }

    internal override void Validate()
    {
        base.Validate();
        CheckSamples(MaxSamples, nameof(MaxSamples));
        CheckProbability(Threshold, nameof(Threshold));
        if (Choices < 2) throw new ArgumentOutOfRangeException(nameof(Choices), Choices, "There are at least 2 answers to choose from; leave it null where the number is unknown.");
    }
}
