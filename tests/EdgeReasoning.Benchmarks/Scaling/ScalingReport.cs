using EdgeReasoning.Inference;

namespace EdgeReasoning.Benchmarks.Scaling;

/// <summary>What the benchmark measured, as it is saved.</summary>
internal sealed record ScalingReport
{
    public required string Model { get; init; }

    public required BackendIdentity Backend { get; init; }

    public required string Questions { get; init; }

    public required SamplingOptions Sampling { get; init; }

    public required string PowerMeter { get; init; }

    public required IReadOnlyList<Score> Table { get; init; }

    public required IReadOnlyList<StoppingReport> Stopping { get; init; }

    public required BatchReport Batch { get; init; }
}

/// <summary>Majority of 16 with stopping against all 16, on the same seeds.</summary>
internal sealed record StoppingReport(string Policy, int Questions, int SameAnswers, double TokensSaved, double TimeSaved, IReadOnlyList<DifficultyReport> ByDifficulty);

/// <summary>The same for questions of some numbers of steps.</summary>
internal sealed record DifficultyReport(string Steps, int Questions, double Accuracy, double Agreement, double TracesPerQuestion, double TokensSaved);

/// <summary>Wall time of 16 samples in one batch over that of 16 calls in a row: the median over the questions.</summary>
internal sealed record BatchReport(int Questions, double SixteenOverCalls, double StoppingOverCalls, double AllAtOnceOverCalls);
