using EdgeReasoning.Answers;

namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="ScalingPolicies.EarlyStopping(EarlyStoppingOptions)"/> samples and stops.</summary>
public sealed record EarlyStoppingOptions
{
    /// <summary>The most samples, from 1 to 4096. Default 40.</summary>
    public int MaxSamples { get; init; } = 40;

    /// <summary>Samples that are started together and have to agree, from 2. Default 5.</summary>
    public int Window { get; init; } = 5;

    /// <summary>What makes two answers the same. Default <see cref="AnswerEquality.Mathematical"/>.</summary>
    public AnswerEquality Equality { get; init; } = AnswerEquality.Mathematical;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Equality);
        VoteOptions.CheckSamples(MaxSamples, nameof(MaxSamples));
        if (Window < 2) throw new ArgumentOutOfRangeException(nameof(Window), Window, "A window has at least 2 samples; one alone always agrees.");
    }
}
