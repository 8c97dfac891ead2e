namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="ScalingPolicies.PredictiveStop(PredictiveStopOptions)"/> samples and stops.</summary>
public sealed record PredictiveStopOptions : VoteOptions
{
    // The exact prediction takes time with the cube of the samples.
    private const int MostPredicted = 256;

    /// <summary>The most samples, from 1 to 256. Default 16.</summary>
    public int MaxSamples { get; init; } = 16;

    /// <summary>The probability that the leader stays, at which to stop; between 0 and 1. Default 0.95.</summary>
    public double Threshold { get; init; } = 0.95;

    /// <summary>How many different answers there can be, at least 2. Null, the default: those seen, and one that was not.</summary>
    public int? Choices { get; init; }

    internal override void Validate()
    {
        base.Validate();
        CheckSamples(MaxSamples, nameof(MaxSamples), MostPredicted);
        CheckProbability(Threshold, nameof(Threshold));
        if (Choices < 2) throw new ArgumentOutOfRangeException(nameof(Choices), Choices, "There are at least 2 answers to choose from; leave it null where the number is unknown.");
    }
}
