using EdgeReasoning.Evaluation;
using EdgeReasoning.Performance;
using EdgeReasoning.Statistics;

namespace EdgeReasoning.Reporting;

/// <summary>A configuration as tables and charts show it; what is computed from its outcomes is computed once.</summary>
internal sealed class ResultRow(ConfigurationResult result, int? frontierNumber)
{
    public ConfigurationResult Result { get; } = result;

    /// <summary>Its number on the frontier of its device, from 1 for the fastest; null where another configuration beats it.</summary>
    public int? FrontierNumber { get; } = frontierNumber;

    public bool IsMember => FrontierNumber is not null;

    public string Name { get; } = result.Configuration.Name;

    public string Model => Result.Configuration.Model;

    public double Accuracy { get; } = result.Accuracy;

    public Interval AccuracyInterval { get; } = result.AccuracyInterval;

    public double Seconds { get; } = result.MeanSeconds;

    public double LateSeconds { get; } = result.SecondsAt(95);

    public double? Joules { get; } = result.MeanJoules;

    public double ThinkingTokens { get; } = result.MeanThinkingTokens;

    public double OutputTokens { get; } = result.MeanOutputTokens;

    /// <summary>Traces started for a question, on average.</summary>
    public double Samples { get; } = result.Outcomes.Average(outcome => outcome.Samples);

    public string Timing { get; } = result.Timing switch
    {
        Provenance.Measured => "measured",
        Provenance.Predicted => "predicted",
        _ => "imported",
    };
}
