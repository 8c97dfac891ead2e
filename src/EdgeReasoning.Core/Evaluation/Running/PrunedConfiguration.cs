namespace EdgeReasoning.Evaluation;

/// <summary>A configuration that was left out on the way, since another one is better at everything.</summary>
/// <param name="Configuration">What was left out.</param>
/// <param name="BeatenBy">What is better: at least as accurate even if chance was for the one and against the other, and no slower.</param>
/// <param name="Questions">After how many questions.</param>
public sealed record PrunedConfiguration(Configuration Configuration, Configuration BeatenBy, int Questions)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Configuration.Name} after {Questions} questions, beaten by {BeatenBy.Name}";
}
