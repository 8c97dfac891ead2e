using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Planning;

namespace EdgeReasoning.Tool.StudyFiles;

/// <summary>What a study is to do: read from a file, or put together from the command line.</summary>
internal sealed record StudyDefinition
{
    public string Title { get; init; } = "Study";

    public BenchmarkSource Benchmark { get; init; } = new();

    public required IReadOnlyList<StudyModel> Models { get; init; }

    public IReadOnlyList<BudgetChoice> Budgets { get; init; } = [BudgetChoice.Unlimited];

    public IReadOnlyList<ScalingChoice> Scaling { get; init; } = [ScalingChoice.Single];

    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Seconds in which each model is profiled; 0 leaves it out.</summary>
    public double ProfileSeconds { get; init; } = 10;

    /// <summary>What configurations are chosen for.</summary>
    public IReadOnlyList<Constraints> Constraints { get; init; } = [];

    public ulong Seed { get; init; } = 1;
}
