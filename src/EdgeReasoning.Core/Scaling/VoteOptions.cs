using EdgeReasoning.Answers;

namespace EdgeReasoning.Scaling;

/// <summary>What all policies have in common that sample and count votes.</summary>
public abstract record VoteOptions
{
    /// <summary>The most samples that any policy may ask for.</summary>
    internal const int MostSamples = 4096;

    private protected VoteOptions()
    {
    }

    /// <summary>What makes two answers the same. Default <see cref="AnswerEquality.Mathematical"/>.</summary>
    public AnswerEquality Equality { get; init; } = AnswerEquality.Mathematical;

    /// <summary>When samples are started. Default <see cref="SampleLaunch.AsNeeded"/>.</summary>
    public SampleLaunch Launch { get; init; } = SampleLaunch.AsNeeded;

    internal virtual void Validate()
    {
        ArgumentNullException.ThrowIfNull(Equality);
        if (!Enum.IsDefined(Launch)) throw new ArgumentOutOfRangeException(nameof(Launch), Launch, $"Choose {nameof(SampleLaunch.AsNeeded)} or {nameof(SampleLaunch.AllAtOnce)}.");
    }

    internal static void CheckSamples(int samples, string name, int most = MostSamples)
    {
        if (samples < 1 || samples > most) throw new ArgumentOutOfRangeException(name, samples, $"Ask for 1 to {most} samples.");
    }

    internal static void CheckProbability(double value, string name)
    {
        if (value is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(name, value, "Give a probability between 0 and 1, both excluded; 0.95 for 95 %.");
    }
}
