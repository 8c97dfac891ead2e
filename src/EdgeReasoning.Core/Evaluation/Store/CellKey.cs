namespace EdgeReasoning.Evaluation;

/// <summary>What traces are drawn from: configurations that differ only in scaling share one.</summary>
internal readonly record struct CellKey(string Model, string Budget, string Sampling)
{
    public static CellKey Of(Configuration configuration) => new(configuration.Model, configuration.Budget.Name, SamplingName.Of(configuration.Sampling));

    public override string ToString() => $"{Model}, {Budget}, {Sampling}";
}
