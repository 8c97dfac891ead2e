using EdgeReasoning.Scaling;

namespace EdgeReasoning.Evaluation;

/// <summary>A scaling policy under a name, with the samples that it may ask for.</summary>
/// <param name="Name">Unique among the scaling policies of a study: <c>majority of 8</c>, say.</param>
/// <param name="Samples">Traces of a question that it asks for at the most, from 1.</param>
/// <param name="Policy">The policy.</param>
public sealed record ScalingChoice(string Name, int Samples, ScalingPolicy Policy)
{
    /// <summary>One trace.</summary>
    public static ScalingChoice Single { get; } = new("single", 1, ScalingPolicies.Single);

    /// <summary>A majority vote that ends as soon as it is decided.</summary>
    /// <param name="samples">Traces at the most, from 2.</param>
    public static ScalingChoice Majority(int samples) => new(FormattableString.Invariant($"majority of {samples}"), samples, ScalingPolicies.MajorityVote(samples));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
