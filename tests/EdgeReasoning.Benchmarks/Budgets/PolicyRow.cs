namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>One budget on the test questions. Thinking is what the model chose itself, and probes are tokens beside the traces, both per question.</summary>
internal sealed record PolicyRow(string Model, string Policy, int Questions, double MeanThinking, double MeanOutput, double MeanProbes, double Accuracy, double Lower, double Upper, double ShareIntervened)
{
    /// <summary>Whether each question was answered right, for paired tests.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<bool> Right { get; init; } = [];
}
