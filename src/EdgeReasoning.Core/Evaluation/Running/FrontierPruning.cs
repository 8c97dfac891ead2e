using EdgeReasoning.Statistics;

namespace EdgeReasoning.Evaluation;

/// <summary>Leaves out configurations that can no longer reach the frontier of accuracy and latency, to spend the time on those that can.</summary>
public sealed record FrontierPruning
{
    /// <summary>After how many questions it looks, each time, from 10. Default 50.</summary>
    public int EveryQuestions { get; init; } = 50;

    /// <summary>The level of the Wilson intervals that must not overlap, between 0 and 1. Default 0.99.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>How results are priced meanwhile; null for the defaults. Configurations of more than one sample need profiles.</summary>
    public JudgeOptions? Judging { get; init; }

    internal void Validate()
    {
        if (EveryQuestions < 10) throw new ArgumentOutOfRangeException(nameof(EveryQuestions), EveryQuestions, "Fewer than 10 questions tell too little; look after 10 or more.");
        if (Confidence is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "A level lies between 0 and 1, both excluded.");
    }

    /// <summary>The configurations of a model that are beaten, by the first questions.</summary>
    internal async Task<IReadOnlyList<PrunedConfiguration>> FindAsync(EvaluationRun run, IReadOnlyList<Configuration> configurations, string model, int questions, CancellationToken cancellationToken)
    {
        EvaluationRun first = run.Take(questions);
        var results = new List<ConfigurationResult>();
        foreach (Configuration configuration in configurations)
        {
            if (first.MissingTraces(configuration) == 0) results.Add(await first.JudgeAsync(configuration, Judging, cancellationToken).ConfigureAwait(false));
        }

        var pruned = new List<PrunedConfiguration>();
        foreach (ConfigurationResult result in results.Where(result => result.Configuration.Model == model))
        {
            double most = Proportion.Wilson(result.Correct, result.Outcomes.Count, Confidence).Upper;
            ConfigurationResult? better = results.Find(other => other.MeanSeconds <= result.MeanSeconds && other.Device == result.Device && other.Timing == result.Timing
                && Proportion.Wilson(other.Correct, other.Outcomes.Count, Confidence).Lower > most);
            if (better is not null) pruned.Add(new PrunedConfiguration(result.Configuration, better.Configuration, questions));
        }

        return pruned;
    }
}
