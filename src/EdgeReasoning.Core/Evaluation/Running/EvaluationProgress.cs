namespace EdgeReasoning.Evaluation;

/// <summary>How far a run has come. Reported after every trace.</summary>
public sealed record EvaluationProgress
{
    /// <summary>The model that is being sampled.</summary>
    public required string Model { get; init; }

    /// <summary>Traces in the store, of those that the run needs.</summary>
    public required int Done { get; init; }

    /// <summary>Traces that the run needs.</summary>
    public required int Total { get; init; }

    /// <summary>Requests that failed, in this session.</summary>
    public required int Failures { get; init; }

    /// <summary>Tokens decoded in this session.</summary>
    public required long Tokens { get; init; }

    /// <summary>Time since this session began, models being loaded included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Time left, should what is missing take as long for each trace as this session's did; null before its first trace.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Of the traces of <see cref="Model"/> in the store, the share that answered right, from 0 to 1; null before the first.</summary>
    public double? Accuracy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Model}: {Done} of {Total} traces, {Accuracy:P1} right, {TimeLeft:h\\:mm\\:ss} left");
}
