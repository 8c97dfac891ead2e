using EdgeReasoning.Traces;

namespace EdgeReasoning.Evaluation;

/// <summary>One sampled trace with everything by which it is found again. One line of a <see cref="TraceStore"/>.</summary>
public sealed record StoredTrace
{
    /// <summary>The model's name in the study.</summary>
    public required string Model { get; init; }

    /// <summary>Which of the store's models decoded it (<see cref="TraceStore.Models"/>), from 0: a model may have run on several devices.</summary>
    public required int Source { get; init; }

    /// <summary>The budget's name.</summary>
    public required string Budget { get; init; }

    /// <summary>How tokens were chosen, in words.</summary>
    public required string Sampling { get; init; }

    /// <summary>The question's identifier.</summary>
    public required string Question { get; init; }

    /// <summary><see cref="BenchmarkQuestion.Fingerprint"/> of the question as it was asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>Which of the question's samples, from 0; also the trace's index.</summary>
    public required int Sample { get; init; }

    /// <summary>Traces that may have been decoded at the same time, this one included. 1 is a trace that had the device to itself, and whose timing is that of a single request.</summary>
    public required int Together { get; init; }

    /// <summary>The trace. Its extracted answer is not stored: it is found again when the run is judged.</summary>
    public required Trace Trace { get; init; }

    internal CellKey Cell => new(Model, Budget, Sampling);

    internal SampleKey Key => new(Cell, Question, Sample);
}
