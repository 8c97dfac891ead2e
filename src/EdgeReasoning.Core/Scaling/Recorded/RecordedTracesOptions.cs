namespace EdgeReasoning.Scaling;

/// <summary>How <see cref="RecordedTraces"/> are played back.</summary>
public sealed record RecordedTracesOptions
{
    /// <summary>Traces that are decoded at once, from 1. Null, the default: as many as there are.</summary>
    public int? ParallelTraces { get; init; }

    /// <summary>The seconds that a step of so many sequences takes: <see cref="Performance.ParallelDecodeModel.CostSeconds"/>, say. Null, the default: no time is kept.</summary>
    public Func<int, double>? StepSeconds { get; init; }

    /// <summary>The deadline that the policy is told of, above 0; needs <see cref="StepSeconds"/>. Traces that would finish later do not come. Null, the default: none.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What <see cref="ITraceSource.ThinkingLimit"/> says. Null, the default: unknown.</summary>
    public int? ThinkingLimit { get; init; }

    internal void Validate()
    {
        if (ParallelTraces < 1) throw new ArgumentOutOfRangeException(nameof(ParallelTraces), ParallelTraces, "At least 1 trace is decoded at once; leave it null for all.");
        if (Deadline <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(Deadline), Deadline, "A deadline lies ahead; leave it null for none.");
        if (Deadline is not null && StepSeconds is null)
            throw new ArgumentException($"A deadline needs to know how long a step takes: set {nameof(StepSeconds)}.", nameof(StepSeconds));
    }
}
