namespace EdgeReasoning.Evaluation;

/// <summary>Keeps what was reported, in order, and may act on it at once.</summary>
internal sealed class Reports(Action<EvaluationProgress>? act = null) : IProgress<EvaluationProgress>
{
    public List<EvaluationProgress> All { get; } = [];

    public void Report(EvaluationProgress value)
    {
        All.Add(value);
        act?.Invoke(value);
    }
}
