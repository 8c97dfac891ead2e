using EdgeReasoning.Inference;

namespace EdgeReasoning.Evaluation;

/// <summary>One point to measure: a model in one quantisation, how it samples, how long it may think, and how many samples vote. Immutable.</summary>
public sealed record Configuration
{
    /// <summary>The model's name in the study, quantisation included where there are several: <c>reasoner-large Q8_0</c>, say.</summary>
    public required string Model { get; init; }

    /// <summary>How long each trace may think and answer. Default <see cref="BudgetChoice.Unlimited"/>.</summary>
    public BudgetChoice Budget { get; init; } = BudgetChoice.Unlimited;

    /// <summary>How many traces, and which answer wins. Default <see cref="ScalingChoice.Single"/>.</summary>
    public ScalingChoice Scaling { get; init; } = ScalingChoice.Single;

    /// <summary>How tokens are chosen.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>What it is called in tables and charts: model, budget and scaling.</summary>
    public string Name => $"{Model}, {Budget.Name}, {Scaling.Name}";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
