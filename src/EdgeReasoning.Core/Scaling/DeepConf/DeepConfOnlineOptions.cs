using EdgeReasoning.Answers;

namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="ScalingPolicies.DeepConfOnline(DeepConfOnlineOptions)"/> samples, closes and stops.</summary>
public sealed record DeepConfOnlineOptions
{
    /// <summary>The most samples, from 1 to 4096. Default 32.</summary>
    public int MaxSamples { get; init; } = 32;

    /// <summary>Samples that are left alone, and set the threshold, from 1 to <see cref="MaxSamples"/>. Default 8; the paper has 16.</summary>
    public int Warmup { get; init; } = 8;

    /// <summary>The share of the warm-up traces that would have stayed above the threshold; above 0, to 1. Default 0.9; 0.1 closes far more of the later traces.</summary>
    public double Keep { get; init; } = 0.9;

    /// <summary>The leader's share of the votes, by confidence, at which to stop; above 0, to 1. Default 0.95.</summary>
    public double Consensus { get; init; } = 0.95;

    /// <summary>Tokens in a group, from 1. Null, the default: an eighth of the thinking budget, or of the median warm-up trace where there is none, from 16 to 2048.</summary>
    public int? Window { get; init; }

    /// <summary>Over how many of the likeliest tokens the confidence of a token is taken, from 1. Default 20.</summary>
    public int TopK { get; init; } = 20;

    /// <summary>What makes two answers the same. Default <see cref="AnswerEquality.Mathematical"/>.</summary>
    public AnswerEquality Equality { get; init; } = AnswerEquality.Mathematical;

    internal void Validate()
    {
        VoteOptions.CheckSamples(MaxSamples, nameof(MaxSamples));
        if (Warmup < 1 || Warmup > MaxSamples)
            throw new ArgumentOutOfRangeException(nameof(Warmup), Warmup, $"The warm-up has 1 to {nameof(MaxSamples)} ({MaxSamples}) samples.");
        if (Consensus is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(Consensus), Consensus, "A share of the votes lies above 0, and is at most 1.");
        ConfidenceSettings.Check(Keep, Window, TopK);
        ArgumentNullException.ThrowIfNull(Equality);
    }
}
