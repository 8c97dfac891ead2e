namespace EdgeReasoning.Benchmarks.Budgets;

/// <summary>What one way of probing takes and saves, per question.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Every">Thinking tokens between probes.</param>
/// <param name="Questions">Questions asked.</param>
/// <param name="ThinkingBefore">Mean thinking tokens without it.</param>
/// <param name="Thinking">Mean thinking tokens with it.</param>
/// <param name="Probes">Mean tokens decoded for probes.</param>
/// <param name="AccuracyBefore">Accuracy without it.</param>
/// <param name="Accuracy">Accuracy with it.</param>
internal sealed record ProbeRow(string Rule, int Every, int Questions, double ThinkingBefore, double Thinking, double Probes, double AccuracyBefore, double Accuracy)
{
    public double Saved => 1 - (Thinking / ThinkingBefore);

    public double Lost => AccuracyBefore - Accuracy;
}
