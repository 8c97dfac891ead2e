namespace EdgeReasoning.Scaling;

/// <summary>What limits the number of samples besides time and energy.</summary>
public sealed record SampleCountLimits
{
    /// <summary>The most samples, from 1 to 4096. Default 64.</summary>
    public int Most { get; init; } = 64;

    /// <summary>Samples that are decoded at once, from 1; more take turns. Default 8, as many as an engine has by default.</summary>
    public int ParallelTraces { get; init; } = 8;

    /// <summary>Whether there are only two answers to choose from, so that an even number buys nothing over the odd one below. Default false.</summary>
    public bool TwoAnswers { get; init; }

    internal void Validate()
    {
        VoteOptions.CheckSamples(Most, nameof(Most));
        if (ParallelTraces < 1) throw new ArgumentOutOfRangeException(nameof(ParallelTraces), ParallelTraces, "At least 1 sample is decoded at once.");
    }
}
