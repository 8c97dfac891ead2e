using EdgeReasoning.Inference;

namespace EdgeReasoning.Evaluation;

/// <summary>Configurations as every combination of models, budgets, scaling and sampling. Models in several quantisations are several models.</summary>
public sealed record EvaluationGrid
{
    /// <summary>Names of the models, at least one.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Budgets, at least one. Default <see cref="BudgetChoice.Unlimited"/> alone.</summary>
    public IReadOnlyList<BudgetChoice> Budgets { get; init; } = [BudgetChoice.Unlimited];

    /// <summary>Scaling, at least one. Default <see cref="ScalingChoice.Single"/> alone.</summary>
    public IReadOnlyList<ScalingChoice> Scaling { get; init; } = [ScalingChoice.Single];

    /// <summary>Sampling, at least one. Default the defaults of <see cref="SamplingOptions"/> alone.</summary>
    public IReadOnlyList<SamplingOptions> Sampling { get; init; } = [new()];

    /// <summary>Every combination: by model, then sampling, budget and scaling.</summary>
    /// <exception cref="ArgumentException">A list is empty, or has a name twice.</exception>
    public IReadOnlyList<Configuration> Configurations()
    {
        Check(Models, nameof(Models), name => name);
        Check(Budgets, nameof(Budgets), budget => budget.Name);
        Check(Scaling, nameof(Scaling), scaling => scaling.Name);
        Check(Sampling, nameof(Sampling), SamplingName.Of);
        return [.. from model in Models
                   from sampling in Sampling
                   from budget in Budgets
                   from scaling in Scaling
                   select new Configuration { Model = model, Sampling = sampling, Budget = budget, Scaling = scaling }];
    }

    private static void Check<T>(IReadOnlyList<T> list, string name, Func<T, string> nameOf)
    {
        if (list.Count == 0) throw new ArgumentException($"The grid has no {name}; give at least one.", name);
        var seen = new HashSet<string>();
        foreach (T item in list)
        {
            if (!seen.Add(nameOf(item))) throw new ArgumentException($"The grid has '{nameOf(item)}' twice among its {name}; names tell them apart.", name);
        }
    }
}
