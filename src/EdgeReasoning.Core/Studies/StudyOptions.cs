using EdgeReasoning.Evaluation;
using EdgeReasoning.Inference;
using EdgeReasoning.Planning;

namespace EdgeReasoning.Studies;

/// <summary>What a study measures.</summary>
public sealed record StudyOptions
{
    /// <summary>What it is called. Default "Study".</summary>
    public string Title { get; init; } = "Study";

    /// <summary>The questions.</summary>
    public required Benchmark Benchmark { get; init; }

    /// <summary>The models; at least one, each with a name of its own.</summary>
    public required IReadOnlyList<StudyModel> Models { get; init; }

    /// <summary>The budgets of models without their own. Default: unlimited.</summary>
    public IReadOnlyList<BudgetChoice> Budgets { get; init; } = [BudgetChoice.Unlimited];

    /// <summary>The scaling policies of models without their own. Default: one sample.</summary>
    public IReadOnlyList<ScalingChoice> Scaling { get; init; } = [ScalingChoice.Single];

    /// <summary>How tokens are chosen.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Time in which each model's latency is profiled; zero leaves profiles out, and then only what was decoded alone has a time. Default 10 s.</summary>
    public TimeSpan ProfileTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What configurations are chosen for.</summary>
    public IReadOnlyList<Constraints> Constraints { get; init; } = [];

    /// <summary>How traces are sampled. Default: 16 requests at once, samples of a question together: with profiles, times do not depend on it.</summary>
    public EvaluationOptions Evaluation { get; init; } = new() { ParallelRequests = 16, WaveSamples = 16 };

    /// <summary>Every configuration, in the order of the models.</summary>
    /// <exception cref="ArgumentException">There is no model, two have one name, or budgets or scaling policies of one name differ.</exception>
    public IReadOnlyList<Configuration> Configurations()
    {
        if (Models.Count == 0) throw new ArgumentException("A study needs a model.", nameof(Models));
        if (Models.GroupBy(model => model.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new ArgumentException($"Two models are called '{same.Key}'; names tell them apart.", nameof(Models));
        return
        [
            .. Models.SelectMany(model => new EvaluationGrid
            {
                Models = [model.Name],
                Budgets = model.Budgets ?? Budgets,
                Scaling = model.Scaling ?? Scaling,
                Sampling = [Sampling],
            }.Configurations()),
        ];
    }
}
