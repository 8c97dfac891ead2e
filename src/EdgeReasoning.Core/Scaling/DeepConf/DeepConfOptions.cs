using EdgeReasoning.Answers;

namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="ScalingPolicies.DeepConf(DeepConfOptions)"/> judges traces.</summary>
public sealed record DeepConfOptions
{
    /// <summary>Samples, from 1 to 4096. Default 16.</summary>
    public int Samples { get; init; } = 16;

    /// <summary>How a trace is judged. Default <see cref="ConfidenceMeasure.LowestTenth"/>.</summary>
    public ConfidenceMeasure Measure { get; init; } = ConfidenceMeasure.LowestTenth;

    /// <summary>The share of the traces with an answer, the most confident ones, that vote; above 0, to 1. Default 0.9; the paper's other choice is 0.1.</summary>
    public double Keep { get; init; } = 0.9;

    /// <summary>Tokens in a group, from 1. Null, the default: an eighth of the thinking budget, or of the median trace where there is none, from 16 to 2048.</summary>
    public int? Window { get; init; }

    /// <summary>Over how many of the likeliest tokens the confidence of a token is taken, from 1. Default 20.</summary>
    public int TopK { get; init; } = 20;

    /// <summary>What makes two answers the same. Default <see cref="AnswerEquality.Mathematical"/>.</summary>
    public AnswerEquality Equality { get; init; } = AnswerEquality.Mathematical;

    internal void Validate()
    {
        VoteOptions.CheckSamples(Samples, nameof(Samples));
        if (!Enum.IsDefined(Measure)) throw new ArgumentOutOfRangeException(nameof(Measure), Measure, "There is no such measure of confidence.");
        ConfidenceSettings.Check(Keep, Window, TopK);
        ArgumentNullException.ThrowIfNull(Equality);
    }
}
