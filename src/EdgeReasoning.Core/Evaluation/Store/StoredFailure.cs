namespace EdgeReasoning.Evaluation;

/// <summary>A request that failed. It is asked again when the run is resumed. One line of a <see cref="TraceStore"/>.</summary>
public sealed record StoredFailure
{
    /// <summary>The model's name in the study.</summary>
    public required string Model { get; init; }

    /// <summary>The budget's name.</summary>
    public required string Budget { get; init; }

    /// <summary>How tokens were to be chosen, in words.</summary>
    public required string Sampling { get; init; }

    /// <summary>The question's identifier.</summary>
    public required string Question { get; init; }

    /// <summary>The first of the samples that were asked for, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>What went wrong: the exception's type and message.</summary>
    public required string Error { get; init; }

    internal SampleKey Key => new(new CellKey(Model, Budget, Sampling), Question, Sample);
}
