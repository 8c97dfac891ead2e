using EdgeReasoning.Answers;

namespace EdgeReasoning.Budgets;

/// <summary>How a thinking is looked at from time to time for the answer it would give, and closed when that is settled.</summary>
public sealed record StopWhenStableOptions
{
    /// <summary>When an answer counts as settled. Default <see cref="StableRule.Agreement"/>.</summary>
    public StableRule Rule { get; init; }

    /// <summary>Thinking tokens from one probe to the next, and before the first, from 1. Default 64.</summary>
    public int ProbeEvery { get; init; } = 64;

    /// <summary>Probes in a row that must agree, from 2, with <see cref="StableRule.Agreement"/> and <see cref="StableRule.Dynasor"/>. Default 3.</summary>
    public int Window { get; init; } = 3;

    /// <summary>The confidence to exceed, above 0 and below 1, with <see cref="StableRule.Deer"/>. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How confidence is averaged, with <see cref="StableRule.Deer"/>. Default <see cref="ConfidenceAverage.Geometric"/>.</summary>
    public ConfidenceAverage Average { get; init; } = ConfidenceAverage.Geometric;

    /// <summary>How the model is asked. Default: the thinking is closed and the model answers as it does, with up to 24 tokens. With Dynasor's rule the answer
    /// must not end at its brace, so that a hesitation behind it is seen: lead in with <c>\boxed</c>, not with <c>\boxed{</c>.</summary>
    public ProbeOptions Probe { get; init; } = ProbeOptions.Default;

    /// <summary>Finds the answer proper in what a probe says. Default <see cref="AnswerExtractors.Auto"/>.</summary>
    public AnswerExtractor Extractor { get; init; } = AnswerExtractors.Auto;

    internal void Validate()
    {
        if (!Enum.IsDefined(Rule)) throw new ArgumentOutOfRangeException(nameof(Rule), Rule, $"Not one of {nameof(StableRule)}.");
        if (!Enum.IsDefined(Average)) throw new ArgumentOutOfRangeException(nameof(Average), Average, $"Not one of {nameof(ConfidenceAverage)}.");
        if (ProbeEvery < 1) throw new ArgumentOutOfRangeException(nameof(ProbeEvery), ProbeEvery, "There is at least 1 token between probes.");
        if (Window < 2) throw new ArgumentOutOfRangeException(nameof(Window), Window, "At least 2 probes can agree.");
        if (!(Confidence is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "A confidence is a probability above 0 and below 1.");
        ArgumentNullException.ThrowIfNull(Probe);
        ArgumentNullException.ThrowIfNull(Extractor);
        if (Probe.MaxTokens < 1) throw new ArgumentOutOfRangeException(nameof(Probe), Probe.MaxTokens, "A probe's answer has at least 1 token.");
    }
}
