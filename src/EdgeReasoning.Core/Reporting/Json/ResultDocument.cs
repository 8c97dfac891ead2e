using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Performance;

namespace EdgeReasoning.Reporting;

/// <summary>A configuration's result as JSON.</summary>
internal sealed record ResultDocument
{
    public required string Model { get; init; }

    public required string Budget { get; init; }

    public required string Scaling { get; init; }

    public required int Samples { get; init; }

    public required SamplingOptions Sampling { get; init; }

    public required Provenance Timing { get; init; }

    public required string Device { get; init; }

    public long? MemoryBytes { get; init; }

    public required IReadOnlyList<QuestionOutcome> Outcomes { get; init; }

    public static ResultDocument Of(ConfigurationResult result) => new()
    {
        Model = result.Configuration.Model,
        Budget = result.Configuration.Budget.Name,
        Scaling = result.Configuration.Scaling.Name,
        Samples = result.Configuration.Scaling.Samples,
        Sampling = result.Configuration.Sampling,
        Timing = result.Timing,
        Device = result.Device,
        MemoryBytes = result.MemoryBytes,
        Outcomes = result.Outcomes,
    };

    /// <summary>The result. Its policies are known by name only: the library's own choices come back whole, others refuse to run.</summary>
    public ConfigurationResult ToResult()
    {
        if (Outcomes.Count == 0)
            throw new InvalidDataException($"The configuration {Model}, {Budget}, {Scaling} has no outcomes.");
        return new()
        {
            Configuration = new Configuration
            {
                Model = Model,
                Budget = NamedBudget.Choice(Budget),
                Scaling = NamedScaling.Choice(Scaling, Samples),
                Sampling = Sampling,
            },
            Timing = Timing,
            Device = Device,
            MemoryBytes = MemoryBytes,
            Outcomes = Outcomes,
        };
    }
}
