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

    /// <summary>Thinking efficiency: questions answered right for each thousand thinking tokens, all traces together; null where nothing was thought.</summary>
    public double? CorrectPerThousandThinkingTokens => MeanThinkingTokens > 0 ? Accuracy / MeanThinkingTokens * 1000 : null;

    /// <summary>Accuracy with a bootstrap interval over the questions, for comparison with <see cref="AccuracyInterval"/>.</summary>
    /// <param name="seed">The seed of the resampling.</param>
    /// <param name="confidence">The level, between 0 and 1. Default 0.95.</param>
    public BootstrapResult AccuracyBootstrap(int seed, double confidence = 0.95) => Bootstrap.Mean(Rights(), seed, confidence);

    /// <summary>Share of the questions that were answered right and in time, from 0 to 1: what a deadline leaves of the accuracy.</summary>
    /// <param name="deadline">The time for a question.</param>
    public double AccuracyWithin(TimeSpan deadline) => Outcomes.Average(outcome => outcome.IsCorrect && outcome.Seconds <= deadline.TotalSeconds ? 1.0 : 0);

    /// <summary>Goodput: questions a second that kept a service level, asked one after the other; null where times to the first token are unknown.</summary>
    /// <param name="level">What had to be kept.</param>
    public double? Goodput(ServiceLevel level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return Outcomes.All(outcome => outcome.Serving is not null) ? level.Goodput(Outcomes.Select(outcome => outcome.Serving!), Outcomes.Sum(outcome => outcome.Seconds)) : null;
    }

    /// <summary>TTFT, TPOT, ITL and total that a share of the questions kept.</summary>
    /// <param name="percent">The share, from 0 to 100.</param>
    public LatencyPercentiles LatencyAt(double percent) => new(
        percent,
        At(percent, outcome => outcome.FirstTokenSeconds),
        At(percent, outcome => outcome.Serving?.TimePerOutputToken),
        At(percent, outcome => outcome.Steps > 1 ? outcome.InterToken?.P99.TotalSeconds : double.NaN),
        SecondsAt(percent));

    /// <summary>
    /// MLPerf's early-stopping estimate: seconds within which that share of all such questions is answered, stated with a confidence although few were asked
    /// (<see cref="EarlyStopping.Estimate"/>). Null where too few were: 64 for the 90th percentile.
    /// </summary>
    /// <param name="percentile">The share, between 0 and 1; 0.9 for the 90th percentile.</param>
    /// <param name="confidence">The confidence, between 0 and 1. Default 0.99, MLPerf's.</param>
    public double? SecondsEstimate(double percentile, double confidence = 0.99)
        => EarlyStopping.Estimate([.. Outcomes.Select(outcome => outcome.Seconds)], percentile, confidence) is var estimate && double.IsNaN(estimate) ? null : estimate;

    /// <summary>Compares with another configuration on the same questions.</summary>
    /// <param name="other">The other.</param>
    /// <param name="seed">The seed of the bootstrap. Default 0.</param>
    /// <exception cref="ArgumentException">They are of different questions.</exception>
    public ConfigurationComparison CompareWith(ConfigurationResult other, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Outcomes.Select(outcome => outcome.Question).SequenceEqual(other.Outcomes.Select(outcome => outcome.Question)))
            throw new ArgumentException($"{Configuration.Name} and {other.Configuration.Name} are of different questions, so they cannot be paired. Judge both on the same benchmark.", nameof(other));
        bool comparable = Device == other.Device && Timing == other.Timing;
        return new ConfigurationComparison(
            this, other,
            Bootstrap.PairedDifference(Rights(), other.Rights(), seed),
            McNemar.Exact([.. Outcomes.Select(outcome => outcome.IsCorrect)], [.. other.Outcomes.Select(outcome => outcome.IsCorrect)]),
            comparable ? Bootstrap.PairedDifference([.. Outcomes.Select(outcome => outcome.Seconds)], [.. other.Outcomes.Select(outcome => outcome.Seconds)], seed) : null);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Configuration.Name}: {Accuracy:P1}, {MeanSeconds:G3} s");

    private double[] Rights() => [.. Outcomes.Select(outcome => outcome.IsCorrect ? 1.0 : 0)];

    /// <summary>NaN stands for a reply that has no such number; null for one whose number is unknown.</summary>
    private double? At(double percent, Func<QuestionOutcome, double?> of)
    {
        double?[] values = [.. Outcomes.Select(of)];
        if (values.Contains(null)) return null;
        double[] numbers = [.. values.Select(value => value!.Value).Where(value => !double.IsNaN(value))];
        return numbers.Length == 0 ? null : Descriptive.Percentile(numbers, percent);
    }
}
