using EdgeReasoning.Performance;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Evaluation;

/// <summary>What one configuration did on a benchmark, question by question. Immutable; everything else is computed from it.</summary>
public sealed record ConfigurationResult
{
    /// <summary>What was judged.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>Every question, in the benchmark's order; at least one.</summary>
    public required IReadOnlyList<QuestionOutcome> Outcomes { get; init; }

    /// <summary>Whether seconds and joules were measured as the configuration ran, or predicted from its tokens by a device's profile.</summary>
    public required Provenance Timing { get; init; }

    /// <summary>The device that seconds and joules are of.</summary>
    public required string Device { get; init; }

    /// <summary>Bytes that weights and KV memory take; null where unknown.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Whether seconds or joules were predicted beyond what the profile was fitted on, so that its error says nothing of theirs.</summary>
    public bool IsExtrapolated { get; init; }

    /// <summary>Questions answered right.</summary>
    public int Correct => Outcomes.Count(outcome => outcome.IsCorrect);

    /// <summary>Share of the questions that were answered right, from 0 to 1.</summary>
    public double Accuracy => (double)Correct / Outcomes.Count;

    /// <summary>95 % Wilson interval of <see cref="Accuracy"/>.</summary>
    public Interval AccuracyInterval => Proportion.Wilson(Correct, Outcomes.Count);

    /// <summary>Mean seconds of a question.</summary>
    public double MeanSeconds => Outcomes.Average(outcome => outcome.Seconds);

    /// <summary>Mean joules of a question; null where any is unknown.</summary>
    public double? MeanJoules => Outcomes.All(outcome => outcome.Joules is not null) ? Outcomes.Average(outcome => outcome.Joules!.Value) : null;

    /// <summary>Mean thinking tokens of a question, all traces together.</summary>
    public double MeanThinkingTokens => Outcomes.Average(outcome => outcome.ThinkingTokens);

    /// <summary>Mean output tokens of a question, all traces together.</summary>
    public double MeanOutputTokens => Outcomes.Average(outcome => outcome.OutputTokens);

    /// <summary>Joules for each question answered right; null where energy is unknown, or none was right.</summary>
    public double? JoulesPerCorrect => Correct > 0 && MeanJoules is { } joules ? joules * Outcomes.Count / Correct : null;

    /// <summary>Seconds within which that share of the questions was answered.</summary>
    /// <param name="percent">From 0 to 100: 50 for the median, 95 for what a deadline should be held against.</param>
    public double SecondsAt(double percent) => Descriptive.Percentile([.. Outcomes.Select(outcome => outcome.Seconds)], percent);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Configuration.Name}: {Accuracy:P1}, {MeanSeconds:G3} s");
}
